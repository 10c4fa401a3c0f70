using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CqpPlatform.Web.Data.Configurations.Evaluations;

/// <summary>A rating is stored as its key.</summary>
public sealed class RatingConversion() : ValueConverter<Rating, string>(rating => rating.Key, key => Rating.Parse(key));
