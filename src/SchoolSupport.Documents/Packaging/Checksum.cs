namespace SchoolSupport.Documents.Packaging;

/// <summary>CRC-32 as archives keep it (ISO 3309): start with all ones, invert the result.</summary>
internal static class Checksum
{
    private static readonly uint[] Table = MakeTable();

    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            sum = Table[(byte)(sum ^ value)] ^ sum >> 8;
        return sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320u ^ value >> 1 : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
