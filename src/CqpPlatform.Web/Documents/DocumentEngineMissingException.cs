namespace CqpPlatform.Web.Documents;

/// <summary>Node.js, or a package the document engine needs, is not on this machine. The message is one line that says what to do.</summary>
public sealed class DocumentEngineMissingException(string message, Exception? inner = null) : Exception(message, inner);
