using SchoolSupport.Documents.Schools;
using static SchoolSupport.Documents.Tests.SmallWorkbook;

namespace SchoolSupport.Documents.Tests.Schools;

public sealed class SchoolListsTests
{
    [Fact]
    public void Register_OfTheSample_IsReadWithTheClosedSchool()
    {
        const string file = "Реестр ОО Озёрский муниципальный округ.xlsx";

        var reading = new SchoolRegisterReader().Read(SampleFiles.Bytes(file), file);

        Assert.Empty(reading.Findings);
        Assert.Equal(14, reading.Schools.Count);
        Assert.Equal(("4799103284", "sch470034", 949, false), (reading.Schools[0].Inn, reading.Schools[0].Login, reading.Schools[0].Pupils, reading.Schools[0].IsClosed));
        Assert.Equal(["МКОУ «Ольховская ООШ»"], reading.Schools.Where(school => school.IsClosed).Select(school => school.ShortName));
    }

    [Fact]
    public void Register_WrongInnAndSecondSheet_WarnsAndMarksClosed()
    {
        var file = new SmallWorkbook().Sheet("Школы", Row("ИНН", "Наименование краткое"), Row("4799103285", "СОШ № 1"))
            .Sheet("Закрытые", Row("Наименование краткое", "ИНН"), Row("СОШ № 2", "4799105034")).ToBytes();

        var reading = new SchoolRegisterReader().Read(file, "реестр.xlsx");

        Assert.Equal([SchoolFindingCodes.InnInvalid], reading.Findings.Select(finding => finding.Code));
        Assert.Equal([false, true], reading.Schools.Select(school => school.IsClosed));
    }

    [Fact]
    public void FederalList_OfARegion_KeepsOurSchools()
    {
        var file = new SmallWorkbook().Sheet("Лист1", Row("Перечень школ с низкими результатами"), Row("№", "Муниципалитет", "Наименование ОО", "ИНН"),
            Row(1, "Озёрский МО", "МБОУ «СОШ № 1»", "4799103284"), Row(2, "Лесной район", "МБОУ «СОШ № 1»", "4799105034")).ToBytes();

        var reading = new FederalListReader().Read(file, "перечень.xlsx", ["Озёрский муниципальный округ"], null);

        Assert.Equal(["4799103284"], reading.Rows.Select(row => row.Inn));
        Assert.Equal(1, reading.OtherMunicipalities);
    }
}
