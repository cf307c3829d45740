using System.Globalization;

namespace Adjoint.Generator.Tests.Support;

/// <summary>A culture in which every number looks unlike C#: what de-DE, sv-SE and ar-SA do, without their data being installed.</summary>
internal static class OddCulture
{
    public static void Run(Action action)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = "'";
        odd.NumberFormat.NumberGroupSizes = [2];
        odd.NumberFormat.NegativeSign = "−";
        odd.NumberFormat.PositiveInfinitySymbol = "∞";
        odd.NumberFormat.NaNSymbol = "¤";
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = odd;
        try
        {
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
