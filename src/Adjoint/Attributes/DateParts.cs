namespace Adjoint;

/// <summary>
/// The parts of a date or time that become columns. The year is a number. All others come round again: each is two columns, the sine and the cosine of its
/// share of the round, so that December lies beside January and 23 o'clock beside midnight. They are computed in double precision.
/// </summary>
/// <remarks>Of a <see cref="DateTimeOffset"/> they are what its own clock and calendar show.</remarks>
[Flags]
public enum DateParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The year as a number: one column.</summary>
    Year = 1,

    /// <summary>The month of the year, a twelfth of the round each.</summary>
    Month = 2,

    /// <summary>The day of the month, 1/31 of the round each.</summary>
    Day = 4,

    /// <summary>The day of the week, a seventh of the round each, from Sunday.</summary>
    DayOfWeek = 8,

    /// <summary>The day of the year, 1/366 of the round each.</summary>
    DayOfYear = 16,

    /// <summary>The hour of the day, 1/24 of the round each.</summary>
    Hour = 32,

    /// <summary>The minute of the hour, 1/60 of the round each.</summary>
    Minute = 64,

    /// <summary>The second of the minute, 1/60 of the round each.</summary>
    Second = 128,
}
