namespace CqpPlatform.Domain.Common;

/// <summary>What becomes of what somebody wrote when another takes over from them: nobody decides that without saying so.</summary>
public enum WrittenWork { Kept, Discarded }
