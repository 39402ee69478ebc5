using System.Globalization;
using System.Text.Json;
using SchoolSupport.Application.Audit;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The history in Russian: kinds of records, operations, fields and values. What is not listed is shown by its code.</summary>
public static class HistoryWords
{
    /// <summary>Tables that the history can be narrowed to → what their rows are called.</summary>
    public static readonly IReadOnlyDictionary<string, string> Entities = new Dictionary<string, string>
    {
        ["schools"] = "школа",
        ["school_groups"] = "группа школы",
        ["school_aliases"] = "другое название школы",
        ["uploads"] = "загрузка результатов",
        ["results"] = "результат",
        ["journal_comparisons"] = "сравнение с журналом",
        ["absence_confirmations"] = "подтверждение отсутствия участников",
        ["procedures"] = "процедура",
        ["procedure_years"] = "процедура в учебном году",
        ["rule_sets"] = "методика",
        ["identification_runs"] = "расчёт списка",
        ["verdicts"] = "вердикт",
        ["manual_decisions"] = "решение должностного лица",
        ["federal_lists"] = "перечень ФИОКО",
        ["federal_list_entries"] = "строка перечня ФИОКО",
        ["indicator_overrides"] = "значение показателя вручную",
        ["indicator_definitions"] = "показатель программы",
        ["indicator_runs"] = "расчёт показателей",
        ["context_rule_sets"] = "методика оценки условий",
        ["risk_rule_sets"] = "методика выявления рисков",
        ["risk_runs"] = "список рисковых школ",
        ["tenants"] = "сведения о муниципалитете",
        ["users"] = "пользователь",
        ["form_versions"] = "анкета",
        ["form_drafts"] = "черновик анкеты",
        ["campaigns"] = "сбор данных",
        ["campaign_forms"] = "анкета сбора",
        ["submissions"] = "сдача анкеты",
        ["form_answers"] = "ответ анкеты",
        ["analytical_notes"] = "аналитическая справка",
        ["note_edits"] = "текст справки",
    }.Concat(ProgramHistoryWords.Entities).ToDictionary();

    private static readonly Dictionary<string, string> Operations = new()
    {
        ["schools.school-added"] = "добавлена школа",
        ["schools.school-changed"] = "изменены сведения о школе",
        ["schools.school-closed"] = "школа закрыта",
        ["schools.school-reopened"] = "закрытие школы отменено",
        ["schools.alias-added"] = "добавлено другое название",
        ["schools.alias-removed"] = "удалено другое название",
        ["schools.group-added"] = "школа включена в группу",
        ["schools.group-ended"] = "завершено участие в группе",
        ["schools.register-imported"] = "загружен реестр школ",
        ["reports.report-downloaded"] = "скачан отчёт",
        ["identification.rules-changed"] = "изменена методика",
        ["identification.run-stored"] = "рассчитан список",
        ["identification.run-approved"] = "список утверждён",
        ["identification.school-included"] = "школа включена решением",
        ["identification.school-excluded"] = "школа исключена решением",
        ["identification.decision-withdrawn"] = "решение отменено",
        ["identification.absence-confirmed"] = "подтверждено, что участников не было",
        ["identification.absence-withdrawn"] = "подтверждение отменено",
        ["identification.federal-list-replaced"] = "внесён перечень ФИОКО",
        ["identification.federal-line-matched"] = "строка перечня сопоставлена со школой",
        ["assessments.upload-added"] = "загружен файл",
        ["assessments.upload-answered"] = "дан ответ о файле",
        ["assessments.upload-read"] = "файл прочитан",
        ["assessments.upload-read-again"] = "файл прочитан заново",
        ["assessments.upload-reading-failed"] = "чтение файла не удалось",
        ["assessments.upload-confirmed"] = "загрузка подтверждена",
        ["assessments.upload-commit-failed"] = "сохранение загрузки не удалось",
        ["assessments.upload-returned"] = "сдача возвращена школе",
        ["assessments.upload-withdrawn"] = "загрузка отозвана",
        ["assessments.school-matched"] = "школа из файла сопоставлена",
        ["assessments.results-stored"] = "результаты сохранены",
        ["assessments.result-entered"] = "результат введён вручную",
        ["accounts.account-created"] = "создана учётная запись",
        ["accounts.account-changed"] = "изменена учётная запись",
        ["accounts.signed-in"] = "вход",
        ["accounts.sign-in-refused"] = "неудачный вход",
        ["accounts.locked-out"] = "вход временно закрыт",
        ["accounts.signed-out-everywhere"] = "выход на всех устройствах",
        ["accounts.password-changed"] = "изменён пароль",
        ["accounts.password-reset"] = "пароль сброшен администратором",
        ["accounts.two-factor-on"] = "включён двухфакторный вход",
        ["accounts.two-factor-off"] = "отключён двухфакторный вход",
        ["accounts.two-factor-reset"] = "двухфакторный вход сброшен администратором",
        ["accounts.two-factor-key-made"] = "создан ключ двухфакторного входа",
        ["accounts.recovery-codes-made"] = "созданы резервные коды",
        ["tenants.tenant-opened"] = "муниципалитет открыт",
        ["tenants.tenant-closed"] = "муниципалитет закрыт",
        ["tenants.settings-changed"] = "изменены сведения о муниципалитете",
        ["tenants.tenant-created"] = "создан муниципалитет",
        ["tenants.tenant-provisioned"] = "заполнены справочники",
        ["assessments.procedure-added"] = "добавлена процедура",
        ["assessments.procedure-changed"] = "изменена процедура",
        ["assessments.procedure-year-changed"] = "изменены сведения о процедуре за год",
        ["monitoring.indicator-replaced"] = "значение показателя заменено вручную",
        ["monitoring.indicator-defined"] = "изменён показатель программы",
        ["monitoring.indicator-withdrawn"] = "показатель программы больше не используется",
        ["monitoring.indicators-requested"] = "запрошен пересчёт показателей",
        ["monitoring.context-rules-changed"] = "изменена методика оценки условий",
        ["monitoring.risk-rules-changed"] = "изменена методика выявления рисков",
        ["monitoring.risk-list-fixed"] = "зафиксирован список рисковых школ",
        ["monitoring.indicator-restored"] = "возвращено рассчитанное значение показателя",
        ["assessments.procedure-years-copied"] = "шкалы перенесены на следующий год",
        ["accounts.account-activated"] = "учётная запись включена",
        ["accounts.account-deactivated"] = "учётная запись отключена",
        ["schools.register-kept"] = "приложен файл реестра школ",
        ["monitoring.note-created"] = "составлена аналитическая справка",
        ["monitoring.note-refreshed"] = "обновлены данные справки",
        ["monitoring.note-edited"] = "исправлен текст справки",
        ["monitoring.note-wording-kept"] = "текст справки оставлен после обновления данных",
        ["monitoring.note-wording-dropped"] = "в справку возвращён текст по данным",
        ["monitoring.note-approved"] = "справка утверждена",
        ["monitoring.note-revised"] = "начата новая редакция справки",
        ["monitoring.note-deleted"] = "черновик справки удалён",
        ["monitoring.note-downloaded"] = "скачана справка",
        ["monitoring.form-version-added"] = "новая редакция анкеты введена в действие",
        ["monitoring.form-draft-started"] = "начат черновик анкеты",
        ["monitoring.form-draft-changed"] = "изменён черновик анкеты",
        ["monitoring.form-draft-discarded"] = "черновик анкеты удалён",
        ["monitoring.campaign-created"] = "подготовлен сбор данных",
        ["monitoring.campaign-opened"] = "сбор данных открыт",
        ["monitoring.campaign-closed"] = "сбор данных закрыт",
        ["monitoring.campaign-cancelled"] = "сбор данных отменён",
        ["monitoring.campaign-prolonged"] = "продлён срок сбора данных",
        ["monitoring.schools-reminded"] = "школам напомнили об анкете",
        ["monitoring.submission-extended"] = "школе продлён срок сдачи анкеты",
        ["monitoring.submission-let-off"] = "школа освобождена от сбора данных",
        ["monitoring.answers-saved"] = "заполнены ответы анкеты",
        ["monitoring.answers-prefilled"] = "ответы взяты из прошлой сдачи",
        ["monitoring.classes-changed"] = "изменён список классов",
        ["monitoring.form-submitted"] = "анкета отправлена",
        ["monitoring.form-withdrawn"] = "анкета отозвана",
        ["monitoring.form-returned"] = "анкета возвращена с замечаниями",
        ["monitoring.form-accepted"] = "анкета принята",
    };

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["FullName"] = "полное название", ["ShortName"] = "краткое название", ["Kind"] = "вид", ["IsUrban"] = "городская",
        ["Settlement"] = "населённый пункт", ["Inn"] = "ИНН", ["Login"] = "логин в ФИС ОКО", ["Code"] = "код", ["Pupils"] = "учащиеся",
        ["TeachesBasic"] = "есть 5–9 классы", ["TeachesSecondary"] = "есть 10–11 классы", ["OpenedOn"] = "дата открытия",
        ["ClosedOn"] = "дата закрытия", ["SuccessorId"] = "правопреемница", ["CountWithSuccessor"] = "объединить прошлые результаты",
        ["Note"] = "примечание", ["Name"] = "название", ["Source"] = "источник", ["SchoolId"] = "школа", ["GroupCode"] = "группа",
        ["FromDate"] = "с", ["ToDate"] = "по", ["Basis"] = "основание", ["Reason"] = "причина", ["Year"] = "учебный год",
        ["ProcedureId"] = "процедура", ["WasHeld"] = "проводилась", ["MaxScore"] = "наибольший балл", ["LastOf2"] = "последний балл отметки «2»",
        ["LastOf3"] = "последний балл отметки «3»", ["LastOf4"] = "последний балл отметки «4»", ["MinimumScore"] = "минимальный балл",
        ["IsActive"] = "действует", ["SortOrder"] = "место в списке", ["Subject"] = "предмет", ["Grade"] = "класс", ["Family"] = "вид процедуры",
        ["Participants"] = "участники", ["Failed"] = "не справились", ["VersionNumber"] = "версия", ["IsCurrent"] = "текущая",
        ["Mark2"] = "отметок «2»", ["Mark3"] = "отметок «3»", ["Mark4"] = "отметок «4»", ["Mark5"] = "отметок «5»",
        ["Status"] = "состояние", ["FileName"] = "файл", ["ReturnComment"] = "замечание", ["Role"] = "роль", ["DisplayName"] = "имя",
        ["Position"] = "должность", ["UserName"] = "имя для входа", ["TwoFactorEnabled"] = "двухфакторный вход", ["PasswordHash"] = "пароль",
        ["NameGenitive"] = "название в родительном падеже", ["NamePrepositional"] = "название в предложном падеже",
        ["AuthorityName"] = "орган управления образованием", ["AuthorityGenitive"] = "орган в родительном падеже",
        ["AdministrationName"] = "администрация", ["MunicipalityNames"] = "названия в региональных файлах", ["TimeZone"] = "часовой пояс",
        ["SchoolTerm"] = "как называть школы", ["HeadPosition"] = "должность руководителя", ["HeadName"] = "руководитель",
        ["Executor"] = "исполнитель", ["MethodologyBasis"] = "основание методики", ["MarkInternal"] = "пометка «Для служебного пользования»",
        ["KeepPupilRows"] = "хранить строки участников", ["IsIncluded"] = "включить в список", ["ListDate"] = "дата перечня",
        ["ApprovedAt"] = "утверждён", ["ApprovalDocument"] = "документ об утверждении", ["Parameters"] = "условия", ["Comment"] = "пояснение",
        ["DigestEnabled"] = "письма о сроках",
        ["Title"] = "название", ["Period"] = "период", ["State"] = "состояние", ["OpensOn"] = "день открытия", ["Deadline"] = "сдать до", ["AcceptsLate"] = "принимать после срока",
        ["Instruction"] = "пояснение для школ", ["Extension"] = "продлено до", ["LeftOn"] = "освобождена", ["StartsOn"] = "действует с", ["Remarks"] = "замечания", ["IsLate"] = "с опозданием", ["Classes"] = "классы",
        ["Question"] = "вопрос", ["ClassName"] = "класс", ["Number"] = "число", ["Text"] = "ответ", ["Typed"] = "введено и не прочитано", ["IsPrefilled"] = "из прошлой сдачи",
        ["SubmittedAt"] = "отправлена", ["ClosedAt"] = "закрыт", ["OpenedAt"] = "открыт", ["PresetCode"] = "вид сбора",
        ["Wording"] = "текст", ["Calculated"] = "текст по данным", ["DocumentNumber"] = "номер документа", ["DatedOn"] = "дата документа", ["MadeAt"] = "данные на", ["EditionNumber"] = "редакция",
        ["Value"] = "значение", ["Line"] = "часть показателя", ["IsWithdrawn"] = "не используется",
        ["SchoolCount"] = "школ", ["RiskCount"] = "рисковых школ", ["UnknownCount"] = "школ без вывода", ["OrderNumber"] = "номер приказа", ["OrderDate"] = "дата приказа", ["Rules"] = "методика",
    };

    /// <summary>Ids, stamps and file places: they identify or date the record itself, which the row says already.</summary>
    private static readonly HashSet<string> Unspoken =
    [
        "Id", "CreatedAt", "CreatedBy", "Normalized", "RecordedAt", "RecordedBy", "RecordedRole", "UploadedAt", "UploadedBy", "UploadedRole",
        "CommittedAt", "CommittedBy", "ReturnedAt", "ReturnedBy", "Sha256", "ByteSize", "UploadId", "Sheet", "Row", "LastRow", "ColumnLetter",
        "Answers", "InputsHash", "DecidedAt", "DecidedBy", "DecidedRole", "ConfirmedAt", "ConfirmedBy", "ConfirmedRole", "CreatedRole", "RuleSetId",
        "ApprovedBy", "ApprovedRole", "ListId", "RunId", "ScoreCounts", "IsDemo", "LockoutEnabled", "SubmissionId", "CampaignId", "FormId", "SubmittedBy", "ClosedBy", "Content", "BasedOn",
        "ProgramId", "EnteredBy", "EnteredRole", "EnteredAt", "NoteId", "SectionId", "Block", "EditedBy", "EditedRole", "EditedAt", "StartedOn",
    ];

    public static string Entity(string table) => Entities.GetValueOrDefault(table, table);

    public static string Operation(string code) => Operations.GetValueOrDefault(code) ?? ProgramHistoryWords.Operations.GetValueOrDefault(code, code);

    /// <summary>Whether an operation has words of its own; a test asks it of every code.</summary>
    public static bool Knows(string operation) => Operations.ContainsKey(operation) || ProgramHistoryWords.Operations.ContainsKey(operation);

    /// <summary>The changed fields of a record, before and after in words.</summary>
    /// <param name="name">Names of schools and procedures by id.</param>
    public static IReadOnlyList<HistoryChange> Changes(AuditEntry entry, Func<Guid, string?> name)
    {
        using var json = JsonDocument.Parse(entry.Changes);
        var result = new List<HistoryChange>();
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (IsUnspoken(entry.Entity, property.Name) || property.Value is not { ValueKind: JsonValueKind.Array } pair || pair.GetArrayLength() != 2)
                continue;
            var (before, after) = (Value(property.Name, entry.Entity, pair[0], name), Value(property.Name, entry.Entity, pair[1], name));
            if (before.Length > 0 || after.Length > 0)
                result.Add(new HistoryChange(Field(entry.Entity, property.Name) ?? property.Name, before, after));
        }
        return result;
    }

    /// <summary>What a field is called; null for one without words.</summary>
    public static string? Field(string entity, string field) =>
        (ProgramHistoryWords.Entities.ContainsKey(entity) ? ProgramHistoryWords.Fields.GetValueOrDefault(field) : null) ?? Fields.GetValueOrDefault(field);

    public static bool IsUnspoken(string entity, string field) =>
        Unspoken.Contains(field) || (ProgramHistoryWords.Entities.ContainsKey(entity) && ProgramHistoryWords.Unspoken.Contains(field));

    private static string Value(string field, string entity, JsonElement value, Func<Guid, string?> name) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.True => "да",
        JsonValueKind.False => "нет",
        JsonValueKind.Number => Number(field, entity, value),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(item => ProgramHistoryWords.Listed(field, item.ToString()))),
        _ => Text(field, value.GetString() ?? "", name),
    };

    private static string Number(string field, string entity, JsonElement value)
    {
        if (!value.TryGetInt32(out var number))
            return value.TryGetDecimal(out var part) ? RussianText.Decimal(part) : value.ToString();
        return (field, entity) switch
        {
            ("Year", _) => new AcademicYear(number).ToString(),
            ("Kind", "analytical_notes") when Enum.IsDefined((Application.Notes.NoteKind)number) => Application.Notes.NoteKinds.Of((Application.Notes.NoteKind)number).Title,
            ("State", "analytical_notes") => number == (int)Application.Notes.NoteState.Approved ? "утверждена" : "черновик",
            ("Kind", "schools") when Enum.IsDefined((Domain.Schools.SchoolKind)number) => Domain.Schools.SchoolKindFacts.Of((Domain.Schools.SchoolKind)number).Name,
            _ => ProgramHistoryWords.Number(entity, field, number) ?? number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Text(string field, string text, Func<Guid, string?> name)
    {
        if (Guid.TryParse(text, out var id))
            return name(id) ?? "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return RussianText.ShortDate(date);
        return field switch
        {
            "GroupCode" => Domain.Schools.SchoolGroupKind.Find(text)?.Name ?? text,
            "DocumentKind" => Application.Programs.DocumentKind.Find(text)?.Name ?? text,
            "Role" => Application.Tenants.Roles.Label(text),
            _ => text,
        };
    }
}

/// <param name="Before">Empty for nothing.</param>
/// <param name="After">Empty for nothing.</param>
public sealed record HistoryChange(string Field, string Before, string After)
{
    public string InWords => (Before.Length, After.Length) switch
    {
        (0, _) => $"{Field}: {After}",
        (_, 0) => $"{Field}: было {Before}, стало пусто",
        _ => $"{Field}: {Before} → {After}",
    };
}
