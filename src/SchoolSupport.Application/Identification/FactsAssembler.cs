using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>
/// Turns stored rows into facts in the rule set's order (domain reference, sections 6.1 and 6.2): a result counts as
/// reported; nobody taking part is not missing; what was not held, is not taught or lies outside the school's life does
/// not apply; the rest is missing. A result that is there counts even where none was expected.
/// </summary>
public static class FactsAssembler
{
    public static FactsOfYear Assemble(IdentificationInputs inputs) => Assemble(inputs, inputs.RuleSet.Rules);

    /// <param name="rules">The method to look through, when it is not the stored one.</param>
    public static FactsOfYear Assemble(IdentificationInputs inputs, LowResultsRuleSet rules)
    {
        var year = inputs.Year;
        var slots = new Slots(inputs, rules);
        var contributors = Contributors(inputs);
        var schools = new List<FactsOfSchool>(inputs.Schools.Count);
        var closed = new List<InputSchool>();
        for (var i = 0; i < inputs.Schools.Count; i++)
        {
            var school = inputs.Schools[i];
            if (school.ExistedIn(year))
                schools.Add(slots.FactsOf(i, contributors?.GetValueOrDefault(school.Id)));
            else if (school.ClosedOn is { } closedOn && closedOn <= year.FirstDay && school.ExistedIn(year.Previous))
                closed.Add(school);
        }
        return new FactsOfYear(year, rules, schools, closed, InputsHash.Of(year, schools));
    }

    /// <summary>Successor → predecessors (places in the list) whose past results someone chose to add up; null when there are none.</summary>
    private static Dictionary<Guid, List<(int School, AcademicYear Year)>>? Contributors(IdentificationInputs inputs)
    {
        Dictionary<Guid, List<(int, AcademicYear)>>? found = null;
        Dictionary<Guid, InputSchool>? byId = null;
        for (var i = 0; i < inputs.Schools.Count; i++)
        {
            if (!inputs.Schools[i].CountWithSuccessor)
                continue;
            byId ??= inputs.Schools.ToDictionary(s => s.Id);
            foreach (var year in (AcademicYear[])[inputs.Year, inputs.Year.Previous])
                if (HeirOf(inputs.Schools[i], year, byId) is { } heir)
                {
                    found ??= [];
                    if (!found.TryGetValue(heir, out var list))
                        found[heir] = list = [];
                    list.Add((i, year));
                }
        }
        return found;
    }

    // A successor may have been merged in its turn; the steps are bounded, so a ring of successors ends too.
    private static Guid? HeirOf(InputSchool school, AcademicYear year, Dictionary<Guid, InputSchool> byId)
    {
        Guid? heir = null;
        for (var steps = 0; steps < byId.Count && school is { CountWithSuccessor: true, SuccessorId: { } next } && school.ClosedAfter(year); steps++)
        {
            heir = next;
            if (!byId.TryGetValue(next, out school!))
                return null;
        }
        return heir;
    }

    /// <summary>All results and confirmations laid out by school, year and procedure.</summary>
    private sealed class Slots
    {
        private readonly IdentificationInputs inputs;
        private readonly LowResultsRuleSet rules;
        private readonly int width;
        private readonly InputProcedure?[] procedures;
        private readonly ProcedureFact[] facts;
        private readonly Guid?[] resultIds;

        public Slots(IdentificationInputs inputs, LowResultsRuleSet rules)
        {
            this.inputs = inputs;
            this.rules = rules;
            width = rules.Procedures.Count;
            var byCode = inputs.Procedures.ToDictionary(p => p.Code);
            procedures = rules.Procedures.Select(byCode.GetValueOrDefault).ToArray();
            facts = new ProcedureFact[inputs.Schools.Count * 2 * width];
            resultIds = new Guid?[facts.Length];
            Fill();
        }

        /// <param name="contributors">Predecessors whose results are added, with the year for which they are.</param>
        public FactsOfSchool FactsOf(int index, List<(int School, AcademicYear Year)>? contributors)
        {
            var school = inputs.Schools[index];
            var ids = new Guid?[2 * width];
            var notes = new List<string>();
            var current = YearOf(index, inputs.Year, 0, ids, contributors, notes);
            var previous = YearOf(index, inputs.Year.Previous, 1, ids, contributors, notes);
            return new FactsOfSchool(school, new SchoolFacts(current, previous), ids, RussianText.Nbsp(string.Join(' ', notes)));
        }

        private void Fill()
        {
            var schoolAt = new Dictionary<Guid, int>(inputs.Schools.Count);
            for (var i = 0; i < inputs.Schools.Count; i++)
                schoolAt[inputs.Schools[i].Id] = i;
            var procedureAt = new Dictionary<Guid, int>(width);
            for (var i = 0; i < width; i++)
                if (procedures[i] is { } procedure)
                    procedureAt[procedure.Id] = i;
            foreach (var absence in inputs.Absences)
                if (procedureAt.TryGetValue(absence.ProcedureId, out var p) && schoolAt.TryGetValue(absence.SchoolId, out var s))
                    facts[Place(s, absence.Year == inputs.Year.StartYear ? 0 : 1, p)] = ProcedureFact.NoParticipants;
            foreach (var result in inputs.Results)
            {
                if (!procedureAt.TryGetValue(result.ProcedureId, out var p) || !schoolAt.TryGetValue(result.SchoolId, out var s))
                    continue;
                var place = Place(s, result.Year == inputs.Year.StartYear ? 0 : 1, p);
                facts[place] = result.OnlyPercent is { } percent ? ProcedureFact.OfPercent(percent)
                    : ProcedureFact.Of(result.Failed, result.Participants);
                resultIds[place] = result.Id;
            }
        }

        private int Place(int school, int yearPlace, int procedure) => (school * 2 + yearPlace) * width + procedure;

        private YearFacts YearOf(int index, AcademicYear year, int yearPlace, Guid?[] ids,
            List<(int School, AcademicYear Year)>? contributors, List<string> notes)
        {
            var found = new ProcedureFact[width];
            for (var p = 0; p < width; p++)
            {
                found[p] = FactOf(index, year, yearPlace, p);
                ids[yearPlace * width + p] = resultIds[Place(index, yearPlace, p)];
            }
            foreach (var (other, _) in contributors?.Where(c => c.Year == year) ?? [])
                if (AddPredecessor(found, other, year, yearPlace, ids))
                    notes.Add(NoteOf(inputs.Schools[other], year));
            return new YearFacts(year, found);
        }

        private ProcedureFact FactOf(int index, AcademicYear year, int yearPlace, int p)
        {
            var school = inputs.Schools[index];
            if (procedures[p] is not { } procedure)
                return ProcedureFact.Missing;
            if (yearPlace == 0 ? !procedure.HeldInYear : !procedure.HeldInPreviousYear)
                return ProcedureFact.NotApplicable;
            var stored = facts[Place(index, yearPlace, p)];
            if (stored.State == ProcedureState.Reported)
                return stored;
            if (!procedure.IsTaughtBy(school) || !school.ExistedIn(year))
                return ProcedureFact.NotApplicable;
            return stored.State == ProcedureState.NoParticipants ? stored : ProcedureFact.Missing;
        }

        /// <summary>Counts are added; what the successor itself lacks stays lacking, and what never applied to it is taken over.</summary>
        private bool AddPredecessor(ProcedureFact[] own, int other, AcademicYear year, int yearPlace, Guid?[] ids)
        {
            var added = false;
            for (var p = 0; p < width; p++)
            {
                var theirs = FactOf(other, year, yearPlace, p);
                var takes = own[p].State is ProcedureState.NotApplicable or ProcedureState.NoParticipants
                    && theirs.State != ProcedureState.NotApplicable;
                var adds = own[p] is { State: ProcedureState.Reported, OnlyPercent: null }
                    && theirs is { State: ProcedureState.Reported, OnlyPercent: null };
                if (!takes && !adds)
                    continue;
                own[p] = takes ? theirs : ProcedureFact.Of(own[p].Failed + theirs.Failed, own[p].Participants + theirs.Participants);
                ids[yearPlace * width + p] ??= resultIds[Place(other, yearPlace, p)];
                added |= theirs.State == ProcedureState.Reported;
            }
            return added;
        }

        private static string NoteOf(InputSchool predecessor, AcademicYear year) =>
            $"К результатам {year} года прибавлены результаты присоединённой школы {SchoolTitle.Of(predecessor.ShortName)} "
            + $"(закрыта {RussianText.ShortDate(predecessor.ClosedOn!.Value)}).";
    }
}
