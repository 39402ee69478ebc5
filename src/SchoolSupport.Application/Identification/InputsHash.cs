using System.Buffers.Binary;
using System.Security.Cryptography;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>
/// SHA-256 of what decides the verdicts: the year, the schools and their facts. Names and versions of results do not
/// decide, so a renamed school or the same numbers uploaded again leave the hash as it is.
/// </summary>
internal static class InputsHash
{
    private const int FactBytes = 1 + 4 + 4 + 16;

    public static string Of(AcademicYear year, List<FactsOfSchool> schools)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> start = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(start, year.StartYear);
        hash.AppendData(start);
        var buffer = Array.Empty<byte>();
        // By id: the order of names is no fact.
        foreach (var school in schools.OrderBy(s => s.School.Id))
        {
            var width = school.Facts.Current.Procedures.Length;
            var size = 16 + 2 * width * FactBytes;
            if (buffer.Length < size)
                buffer = new byte[size];
            school.School.Id.TryWriteBytes(buffer);
            var rest = Append(buffer.AsSpan(16), school.Facts.Current.Procedures);
            Append(rest, school.Facts.Previous.Procedures);
            hash.AppendData(buffer.AsSpan(0, size));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static Span<byte> Append(Span<byte> to, ProcedureFact[] facts)
    {
        Span<int> bits = stackalloc int[4];
        foreach (ref readonly var fact in facts.AsSpan())
        {
            to[0] = (byte)fact.State;
            BinaryPrimitives.WriteInt32LittleEndian(to[1..], fact.Participants);
            BinaryPrimitives.WriteInt32LittleEndian(to[5..], fact.Failed);
            // 30,0 and 30,00 are the same percentage but different bits.
            decimal.GetBits((fact.OnlyPercent ?? -1) / 1.0000000000000000000000000000m, bits);
            for (var i = 0; i < 4; i++)
                BinaryPrimitives.WriteInt32LittleEndian(to[(9 + 4 * i)..], bits[i]);
            to = to[FactBytes..];
        }
        return to;
    }
}
