-- The method of the risk matrix as a department set it, and the lists of schools at risk that it fixed.

-- A version never changes; the newest one is in force.
create table risk_rule_sets (
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
create unique index risk_rule_sets_number on risk_rule_sets (tenant_id, number);

-- A list of schools at risk as it was fixed: the newest number of a year holds, older ones stay readable.
create table risk_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number integer not null check (number > 0),
  -- Start of the academic year of that October.
  year integer not null,
  -- The rule set itself: a list is explained by the method that it was made with.
  rules jsonb not null,
  school_count integer not null check (school_count > 0),
  risk_count integer not null,
  unknown_count integer not null,
  order_number text not null default '',
  order_date date,
  reason text not null default '',
  created_by uuid,
  created_role text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index risk_runs_number on risk_runs (tenant_id, number);
create index risk_runs_year on risk_runs (tenant_id, year, number desc);

create table risk_run_schools (
  tenant_id uuid not null references tenants (id),
  run_id uuid not null,
  school_id uuid not null,
  -- What was put in, with where it came from, and what came out: sections in the order of the rule set.
  facts jsonb not null,
  sources jsonb not null,
  is_risk smallint not null,
  sections smallint[] not null,
  primary key (tenant_id, run_id, school_id),
  foreign key (tenant_id, run_id) references risk_runs (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create index risk_run_schools_school on risk_run_schools (tenant_id, school_id);

do $$
declare t text; c record;
begin
  for c in select conname, conrelid::regclass as owner from pg_constraint
    where contype = 'f' and conrelid in ('risk_rule_sets'::regclass, 'risk_runs'::regclass, 'risk_run_schools'::regclass) loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
  foreach t in array array['risk_rule_sets', 'risk_runs', 'risk_run_schools'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t);
    execute format('grant select, insert, update, delete on %I to schoolsupport_app', t);
  end loop;
end $$;

-- A fixed list never changes, not by a fault of the application either. Whoever owns the tables may still mend and remove.
create function keep_risk_run() returns trigger language plpgsql as $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    raise exception 'A fixed list of schools at risk does not change.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

-- All schools of a list come in one statement: whatever is added later makes more of them than the list says.
create function complete_risk_run() returns trigger language plpgsql as $$
begin
  if exists (
      select 1 from risk_runs r
      where (r.tenant_id, r.id) in (select tenant_id, run_id from added)
        and r.school_count <> (select count(*) from risk_run_schools s where s.tenant_id = r.tenant_id and s.run_id = r.id)) then
    raise exception 'A fixed list of schools at risk takes no more schools.' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

create trigger risk_runs_frozen before update or delete on risk_runs for each row execute function keep_risk_run();
create trigger risk_run_schools_frozen before update or delete on risk_run_schools for each row execute function keep_risk_run();
create trigger risk_run_schools_complete after insert on risk_run_schools referencing new table as added for each statement execute function complete_risk_run();
