namespace CqpPlatform.Web.Features.Juries.Components;

/// <summary>What is unfolded under the session's header.</summary>
public enum SessionPanel { None, Presence, Unanimous, Statement, Seal, Results }

/// <summary>Which candidates the table shows.</summary>
public enum CandidateFilter { All, ToDeliberate, NotValidated, WithRecusal }
