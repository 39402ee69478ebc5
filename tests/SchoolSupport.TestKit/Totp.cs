using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SchoolSupport.TestKit;

/// <summary>What an authenticator application shows (RFC 6238: SHA-1, 30 seconds, six digits).</summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Code(string base32Key, DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
        // The algorithm is the standard's; applications know no other.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decode(base32Key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var character in text.TrimEnd('='))
        {
            buffer = (buffer << 5 | Base32.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal)) & 0xffff;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return [.. bytes];
    }
}
