-- The method of context verdicts, indicators as a department changed them, their stored values and the runs that computed them.

-- A version never changes; the newest one is in force.
create table context_rule_sets (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number integer not null check (number > 1),
  name text not null,
  parameters jsonb not null,
  comment text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index context_rule_sets_number on context_rule_sets (tenant_id, number);

-- A version of a programme's indicator; without one the preset of the programme's template holds.
create table indicator_definitions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  code text not null,
  number integer not null check (number > 0),
  content jsonb not null,
  is_withdrawn boolean not null default false,
  comment text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id)
);
create unique index indicator_definitions_number on indicator_definitions (tenant_id, program_id, code, number);

create table indicator_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number integer not null,
  value_count integer not null,
  changed_count integer not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  checked_at timestamptz not null,
  created_by uuid,
  created_role text not null,
  primary key (tenant_id, id)
);
create unique index indicator_runs_number on indicator_runs (tenant_id, number);

-- Numbers are exact fractions as text («275/4»): a third has no decimals.
create table indicator_values (
  tenant_id uuid not null references tenants (id),
  program_id uuid not null,
  code text not null,
  line text not null,
  period text not null,
  year integer not null,
  run_id uuid not null,
  source smallint not null,
  value text,
  numerator text,
  denominator text,
  base text,
  missing uuid[] not null,
  primary key (tenant_id, program_id, code, line, period),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id),
  foreign key (tenant_id, run_id) references indicator_runs (tenant_id, id)
);

do $$
declare c record; t text;
begin
  for c in select conrelid::regclass as owner, conname from pg_constraint
           where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
  foreach t in array array['context_rule_sets', 'indicator_definitions', 'indicator_runs', 'indicator_values'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t);
    execute format('grant select, insert, update, delete on %I to schoolsupport_app', t);
  end loop;
end $$;
