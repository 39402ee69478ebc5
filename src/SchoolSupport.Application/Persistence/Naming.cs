using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SchoolSupport.Application.Persistence;

/// <summary>snake_case columns, with the two whose name differs on purpose; enums are stored as smallint.</summary>
public static class Naming
{
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    internal static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(ColumnOf(property));
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
                    property.SetProviderClrType(typeof(short));
            }
    }

    private static string ColumnOf(IMutableProperty property) => property.Name switch
    {
        nameof(TenantRow.Version) when property.ClrType == typeof(uint) => "xmin",
        "VersionNumber" => "version",
        _ => SnakeCase(property.Name),
    };
}
