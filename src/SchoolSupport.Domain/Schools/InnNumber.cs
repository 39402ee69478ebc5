namespace SchoolSupport.Domain.Schools;

/// <summary>ИНН of an organisation: ten digits, the last one is a check digit of the nine before it.</summary>
public static class InnNumber
{
    public const int Length = 10;

    private static readonly int[] Weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

    public static bool HasRightShape(string inn) => inn.Length == Length && inn.All(char.IsAsciiDigit);

    /// <summary>Ten digits whose check digit is right.</summary>
    public static bool IsValid(string inn) => HasRightShape(inn) && CheckDigit(inn) == inn[^1] - '0';

    private static int CheckDigit(string inn)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Weights[i] * (inn[i] - '0');
        return sum % 11 % 10;
    }
}
