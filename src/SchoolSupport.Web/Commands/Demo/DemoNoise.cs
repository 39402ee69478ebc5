using System.Security.Cryptography;
using System.Text;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>What is made up for the demonstration: different for every text, the same at every seeding.</summary>
internal static class DemoNoise
{
    /// <summary>0…1, the same for the same text.</summary>
    public static double Of(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0) / (double)uint.MaxValue;
}
