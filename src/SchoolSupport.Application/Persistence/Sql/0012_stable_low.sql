-- Low results in each of the two years, as the rules of the run understand it; null in runs made before, where the second criterion says it.
alter table verdicts add column stable_low smallint;
