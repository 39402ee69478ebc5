using SchoolSupport.Documents.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>
/// Compares the rows of a register file with the stored register: by ИНН, login, regional code, normalised name, in this order.
/// An empty cell says nothing, so it never wipes what is stored.
/// </summary>
internal sealed class SchoolImportPlanner
{
    private const string Closing = "дата закрытия";

    private readonly IReadOnlyList<School> _stored;
    private readonly ILookup<Guid, string> _aliases;
    private readonly Dictionary<string, Guid> _byInn = [];
    private readonly Dictionary<string, Guid> _byLogin = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> _byCode = [];
    private readonly Dictionary<string, Guid> _byName = [];
    private readonly List<Finding> _findings;

    public SchoolImportPlanner(IReadOnlyList<School> stored, IEnumerable<SchoolAlias> aliases, IReadOnlyList<Finding> findings)
    {
        _stored = stored;
        _aliases = aliases.ToLookup(a => a.SchoolId, a => a.Name);
        _findings = [.. findings];
        foreach (var school in stored)
        {
            if (school.Inn is not null)
                _byInn[school.Inn] = school.Id;
            if (school.Login is not null)
                _byLogin[school.Login] = school.Id;
            if (school.Code is not null)
                _byCode[school.Code] = school.Id;
            foreach (var name in new[] { school.ShortName, school.FullName }.Concat(_aliases[school.Id]))
                _byName.TryAdd(SchoolNames.KeyOf(name), school.Id);
        }
    }

    public SchoolImportPlan Plan(IReadOnlyList<ReadSchool> rows)
    {
        var drafts = rows.Select(DraftOf).ToList();
        foreach (var repeated in drafts.GroupBy(d => d.Id).Where(g => g.Count() > 1))
            Error("register-school-twice", repeated.Last().Row,
                $"Школа «{Title(repeated.First())}» указана в нескольких строках: {string.Join(", ", repeated.Select(d => d.Row.Row))}.", "Оставьте одну строку.");
        var matcher = new SchoolMatcher([.. drafts.DistinctBy(d => d.Id).Select(AsRegistered)
            .Concat(_stored.Where(s => drafts.TrueForAll(d => d.Id != s.Id)).Select(AsRegistered))]);
        var absorbing = AbsorbingSchools(drafts, matcher);
        var lines = drafts.ConvertAll(d => LineOf(d, matcher, absorbing));
        var named = drafts.Select(d => d.Id).ToHashSet();
        return new SchoolImportPlan(lines, [.. _findings.OrderBy(f => f.Severity)],
            [.. _stored.Where(s => !named.Contains(s.Id)).OrderBy(s => s.SortName).Select(s => NaturalKey.Title(s.ShortName))]);
    }

    private sealed record Draft(ReadSchool Row, Guid Id, School? Stored, SchoolDetails Details, RegisterNote Note);

    private Draft DraftOf(ReadSchool row)
    {
        var id = Find(row);
        var stored = _stored.FirstOrDefault(s => s.Id == id);
        var draft = new Draft(row, id ?? Guid.CreateVersion7(), stored, DetailsOf(row, stored), RegisterNote.Parse(row.Note));
        // The next row with the same name is the same school, not a second one.
        if (stored is null)
            foreach (var name in new[] { draft.Details.ShortName, draft.Details.FullName })
                _byName.TryAdd(SchoolNames.KeyOf(name), draft.Id);
        return draft;
    }

    private Guid? Find(ReadSchool row)
    {
        Guid? byInn = row.Inn is { } inn && _byInn.TryGetValue(inn, out var a) ? a : null;
        Guid? byLogin = row.Login is { } login && _byLogin.TryGetValue(login, out var b) ? b : null;
        Guid? byName = new[] { row.ShortName, row.FullName }
            .Select(name => name is not null && _byName.TryGetValue(SchoolNames.KeyOf(name), out var c) ? c : (Guid?)null).FirstOrDefault(id => id is not null);
        Guid? byCode = row.Code is { } code && _byCode.TryGetValue(code, out var d) ? d : null;
        var found = byInn ?? byLogin ?? byCode ?? byName;
        if (new[] { byInn, byLogin, byCode, byName }.Any(id => id is not null && id != found))
            Error("register-row-contradicts", row, $"Строка {row.Row}: ИНН, логин, код и название указывают на разные школы реестра.",
                "Исправьте строку или сведения на карточке школы.");
        return found;
    }

    private SchoolDetails DetailsOf(ReadSchool row, School? stored)
    {
        var shortName = row.ShortName ?? stored?.ShortName ?? row.FullName ?? "";
        var fullName = row.FullName ?? stored?.FullName ?? shortName;
        if (shortName.Length > School.NameMaxLength || fullName.Length > School.NameMaxLength)
            Error("register-name-too-long", row, $"Строка {row.Row}: название длиннее {School.NameMaxLength} знаков.", "Сократите название.");
        if (row.Note?.Length > School.NoteMaxLength)
            Error("register-note-too-long", row, $"Строка {row.Row}: примечание длиннее {School.NoteMaxLength} знаков.", "Сократите примечание.");
        if (row.Settlement?.Length > School.SettlementMaxLength)
            Error("register-settlement-too-long", row, $"Строка {row.Row}: название населённого пункта длиннее {School.SettlementMaxLength} знаков.", "Сократите название.");
        var kind = KindOf(row, stored, shortName, fullName);
        var (basic, secondary) = row.Grades is { } taught ? taught
            : stored is not null && stored.Kind == kind ? (stored.TeachesBasic, stored.TeachesSecondary)
            : SchoolDetails.Levels(kind);
        // A number of another shape is of something else; the reader has already warned.
        var inn = row.Inn is { } given && InnNumber.HasRightShape(given) ? given : stored?.Inn;
        return new SchoolDetails(fullName, shortName, kind, RegisterWords.IsUrban(row.Locality) ?? stored?.IsUrban ?? false, row.Settlement ?? stored?.Settlement ?? "",
            inn, row.Login ?? stored?.Login, row.Code ?? stored?.Code, row.Pupils ?? stored?.Pupils, basic, secondary, row.OpenedOn ?? stored?.OpenedOn, NoteOf(row, stored));
    }

    private SchoolKind KindOf(ReadSchool row, School? stored, string shortName, string fullName)
    {
        if ((RegisterWords.Kind(row.Kind) ?? stored?.Kind) is { } said)
            return said;
        var byName = SchoolName.Normalize(shortName).Kind ?? SchoolName.Normalize(fullName).Kind;
        if (byName is null || row.Kind is not null)
            _findings.Add(new Finding(FindingSeverity.Warning, "register-kind-unknown",
                $"Строка {row.Row}: вид школы не распознан, принято «{SchoolKindFacts.Of(byName ?? SchoolKind.Other).Name}».",
                row.Sheet, row.Row, Found: row.Kind, Expected: "СОШ, ООШ, НОШ, гимназия, лицей или центр образования", Action: "После загрузки проверьте вид на карточке школы."));
        return byName ?? SchoolKind.Other;
    }

    private string NoteOf(ReadSchool row, School? stored)
    {
        if (stored is null || row.Note is null)
            return row.Note ?? stored?.Note ?? "";
        var successor = _stored.FirstOrDefault(s => s.Id == stored.SuccessorId)?.ShortName;
        return row.Note == RegisterWorkbook.NoteOf(stored, successor) ? stored.Note : row.Note;
    }

    /// <summary>«01.09.2024 присоединена МКОУ „Ольховская ООШ“» in the note of the school that went on.</summary>
    private static Dictionary<Guid, Guid> AbsorbingSchools(List<Draft> drafts, SchoolMatcher matcher)
    {
        var result = new Dictionary<Guid, Guid>();
        foreach (var draft in drafts)
            if (draft.Note.Absorbed is { } name && matcher.Match(name).SchoolId is { } absorbed && absorbed != draft.Id)
                result[absorbed] = draft.Id;
        return result;
    }

    private SchoolImportLine LineOf(Draft draft, SchoolMatcher matcher, Dictionary<Guid, Guid> absorbing)
    {
        var closedOn = ClosedOnOf(draft);
        var successor = closedOn is null ? null : SuccessorOf(draft, matcher) ?? (absorbing.TryGetValue(draft.Id, out var went) ? went : draft.Stored?.SuccessorId);
        var changes = ChangesOf(draft, closedOn, successor, matcher).ToList();
        var aliases = NewAliasesOf(draft);
        var action = draft.Stored is null ? SchoolImportAction.Add : changes.Count + aliases.Count > 0 ? SchoolImportAction.Change : SchoolImportAction.Keep;
        return new SchoolImportLine(draft.Row.Sheet, draft.Row.Row, action, draft.Id, Title(draft), draft.Details, closedOn, successor, changes, aliases);
    }

    private DateOnly? ClosedOnOf(Draft draft)
    {
        if (!draft.Row.IsClosed)
            return draft.Stored?.ClosedOn;
        if (draft.Note.ClosedOn is { } said)
        {
            if (draft.Note.IsYearOnly)
                Warn("register-closed-year", draft.Row, $"Строка {draft.Row.Row}: указан только год закрытия, принята дата {RussianText.ShortDate(said)}.",
                    "Если школа закрыта в другой день, исправьте дату на карточке.");
            return said;
        }
        if (draft.Stored?.ClosedOn is null)
            Warn("register-closed-without-date", draft.Row, $"Строка {draft.Row.Row}: школа отмечена как закрытая, но дата не указана; в реестре она останется действующей.",
                "Допишите дату в примечание или закройте школу на её карточке.");
        return draft.Stored?.ClosedOn;
    }

    private Guid? SuccessorOf(Draft draft, SchoolMatcher matcher)
    {
        if (draft.Note.Successor is not { } name)
            return null;
        if (matcher.Match(name).SchoolId is { } found && found != draft.Id)
            return found;
        Warn("register-successor-unknown", draft.Row, $"Строка {draft.Row.Row}: школа, к которой присоединена эта, не найдена в реестре: «{name}».",
            "Укажите правопреемницу на карточке школы.");
        return null;
    }

    private IEnumerable<SchoolFieldChange> ChangesOf(Draft draft, DateOnly? closedOn, Guid? successor, SchoolMatcher matcher)
    {
        var (after, before) = (RegisterWords.Of(draft.Details), draft.Stored is { } s ? RegisterWords.Of(s) : null);
        foreach (var (field, value) in after)
        {
            var old = before?.First(b => b.Field == field).Value ?? "";
            if (old != value)
                yield return new SchoolFieldChange(field, old, value);
        }
        if (closedOn != draft.Stored?.ClosedOn)
            yield return new SchoolFieldChange(Closing, Words(draft.Stored?.ClosedOn), Words(closedOn));
        if (successor is not null && successor != draft.Stored?.SuccessorId)
            yield return new SchoolFieldChange("правопреемница", "", draft.Note.Successor is { } name && matcher.Match(name).SchoolId == successor ? name : "по примечанию другой школы");
    }

    private List<string> NewAliasesOf(Draft draft)
    {
        var former = new List<string>();
        if (draft.Note.FormerName is { } named)
            former.Add(named);
        if (draft.Stored is { } stored && SchoolNames.KeyOf(stored.ShortName) != SchoolNames.KeyOf(draft.Details.ShortName))
            former.Add(stored.ShortName);
        var own = new[] { draft.Details.ShortName, draft.Details.FullName }.Concat(_aliases[draft.Id]).Select(SchoolNames.KeyOf).ToHashSet();
        // A name that another school has may not be given to this one.
        return [.. former.DistinctBy(SchoolNames.KeyOf).Where(name => !own.Contains(SchoolNames.KeyOf(name))
            && (!_byName.TryGetValue(SchoolNames.KeyOf(name), out var owner) || owner == draft.Id))];
    }

    private static RegisteredSchool AsRegistered(Draft d) =>
        new(d.Id, d.Details.FullName, d.Details.ShortName, d.Details.Inn, d.Details.Login, d.Details.Code, d.Note.FormerName is { } name ? [name] : [], false);

    private RegisteredSchool AsRegistered(School s) => new(s.Id, s.FullName, s.ShortName, s.Inn, s.Login, s.Code, [.. _aliases[s.Id]], s.ClosedOn is not null);

    private static string Title(Draft draft) => NaturalKey.Title(draft.Details.ShortName);

    private static string Words(DateOnly? date) => date is { } day ? RussianText.ShortDate(day) : "";

    private void Error(string code, ReadSchool row, string message, string action) =>
        _findings.Add(new Finding(FindingSeverity.Error, code, message, row.Sheet, row.Row, Action: action));

    private void Warn(string code, ReadSchool row, string message, string action) =>
        _findings.Add(new Finding(FindingSeverity.Warning, code, message, row.Sheet, row.Row, Action: action));
}
