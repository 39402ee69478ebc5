-- Roles. The owner migrates; the two others only read and write rows and cannot pass row-level security.
-- Passwords are given outside (deploy/roles.sql or the development start script).
do $$
begin
  if not exists (select from pg_roles where rolname = 'schoolsupport_app') then
    create role schoolsupport_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'schoolsupport_platform') then
    create role schoolsupport_platform nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end $$;

-- «№ 2» before «№ 10»: numbers compare as numbers.
create collation if not exists ru_natural (provider = icu, locale = 'ru-u-kn-true');

-- The tenant and region of the connection; null (and so no row) when none was set.
create function app_tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
create function app_region() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.region_id', true), '')::uuid $$;

create table regions (
  id uuid primary key,
  code text not null unique,
  name text not null
);

create table tenants (
  id uuid primary key,
  code text not null unique,
  region_id uuid not null references regions (id),
  name text not null,
  name_genitive text not null,
  name_prepositional text not null,
  authority_name text not null,
  authority_genitive text not null,
  administration_name text not null,
  municipality_names text[] not null default '{}',
  time_zone text not null,
  school_term text not null check (school_term in ('ОО', 'ОУ')),
  head_position text not null default '',
  head_name text not null default '',
  executor text not null default '',
  methodology_basis text not null default '',
  mark_internal boolean not null default false,
  keep_pupil_rows boolean not null default false,
  is_active boolean not null default true,
  is_demo boolean not null default false,
  created_at timestamptz not null
);

create table schools (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  full_name text not null,
  short_name text not null,
  sort_name text collate ru_natural not null,
  search_text text not null,
  kind smallint not null,
  is_urban boolean not null,
  settlement text not null default '',
  inn text,
  login text,
  code text,
  pupils integer check (pupils >= 0),
  teaches_basic boolean not null,
  teaches_secondary boolean not null,
  opened_on date,
  closed_on date,
  successor_id uuid,
  count_with_successor boolean not null default false,
  note text not null default '',
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, successor_id) references schools (tenant_id, id),
  check (successor_id is null or closed_on is not null),
  check (successor_id <> id)
);
create unique index schools_inn on schools (tenant_id, inn) where inn is not null;
create unique index schools_login on schools (tenant_id, login) where login is not null;
create unique index schools_code on schools (tenant_id, code) where code is not null;
create index schools_sort on schools (tenant_id, sort_name);

create table school_aliases (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  name text not null,
  normalized text not null,
  source text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id) on delete cascade
);
create unique index school_aliases_normalized on school_aliases (tenant_id, normalized);
create index school_aliases_school on school_aliases (tenant_id, school_id);

create table school_groups (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  group_code text not null,
  from_date date not null,
  to_date date,
  basis text not null,
  reason text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id) on delete cascade,
  check (to_date is null or to_date >= from_date)
);
create index school_groups_school on school_groups (tenant_id, school_id);

-- A register workbook between upload and confirmation, and afterwards as the source.
create table school_import_files (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  file_name text not null,
  content bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  committed_at timestamptz,
  row_count integer not null default 0,
  created_count integer not null default 0,
  changed_count integer not null default 0,
  same_count integer not null default 0,
  closed_count integer not null default 0,
  primary key (tenant_id, id)
);

-- Accounts: found before a tenant is known, hence served by the platform role; the tenant's role may only read its own.
create table users (
  id uuid primary key,
  tenant_id uuid references tenants (id),
  region_id uuid references regions (id),
  school_id uuid,
  role text not null,
  display_name text not null,
  position text not null default '',
  user_name varchar(256) not null,
  normalized_user_name varchar(256) not null unique,
  email varchar(256),
  normalized_email varchar(256),
  email_confirmed boolean not null default false,
  password_hash text,
  security_stamp text,
  concurrency_stamp text,
  phone_number text,
  phone_number_confirmed boolean not null default false,
  two_factor_enabled boolean not null default false,
  lockout_end timestamptz,
  lockout_enabled boolean not null default true,
  access_failed_count integer not null default 0,
  must_change_password boolean not null default false,
  is_active boolean not null default true,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  check (school_id is null or tenant_id is not null),
  check (tenant_id is null or region_id is null)
);
create index users_tenant on users (tenant_id);

create table user_claims (
  id integer generated by default as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  claim_type text,
  claim_value text
);
create index user_claims_user on user_claims (user_id);
create table user_logins (
  login_provider text not null,
  provider_key text not null,
  provider_display_name text,
  user_id uuid not null references users (id) on delete cascade,
  primary key (login_provider, provider_key)
);
create index user_logins_user on user_logins (user_id);
create table user_tokens (
  user_id uuid not null references users (id) on delete cascade,
  login_provider text not null,
  name text not null,
  value text,
  primary key (user_id, login_provider, name)
);

create table data_protection_keys (
  id integer generated by default as identity primary key,
  friendly_name text not null,
  xml text not null
);

create table procedures (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  code text not null,
  name text not null,
  family smallint not null,
  subject text not null,
  grade integer,
  sort_order integer not null,
  is_active boolean not null default true,
  primary key (tenant_id, id)
);
create unique index procedures_code on procedures (tenant_id, code);

create table procedure_years (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  procedure_id uuid not null,
  year integer not null check (year between 2000 and 2099),
  was_held boolean not null default true,
  max_score integer,
  last_of2 integer,
  last_of3 integer,
  last_of4 integer,
  minimum_score integer,
  source text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, procedure_id) references procedures (tenant_id, id)
);
create unique index procedure_years_year on procedure_years (tenant_id, procedure_id, year);

create table uploads (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number integer not null,
  file_name text not null,
  byte_size bigint not null,
  sha256 text not null,
  source smallint not null,
  status smallint not null,
  school_id uuid,
  kind smallint not null default 0,
  year integer,
  answers jsonb not null default '{}',
  facts jsonb,
  findings jsonb not null default '[]',
  row_count integer not null default 0,
  unmatched_count integer not null default 0,
  error_count integer not null default 0,
  warning_count integer not null default 0,
  progress integer not null default 0,
  progress_text text not null default '',
  uploaded_by uuid,
  uploaded_role text not null,
  uploaded_at timestamptz not null,
  committed_by uuid,
  committed_at timestamptz,
  returned_by uuid,
  returned_at timestamptz,
  return_comment text,
  replaces_id uuid,
  failure_id text,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  foreign key (tenant_id, replaces_id) references uploads (tenant_id, id)
);
create unique index uploads_number on uploads (tenant_id, number);
create index uploads_sha on uploads (tenant_id, sha256);
create index uploads_status on uploads (tenant_id, status, uploaded_at desc);

create table upload_contents (
  tenant_id uuid not null references tenants (id),
  upload_id uuid not null,
  content bytea not null,
  primary key (tenant_id, upload_id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id) on delete cascade
);
alter table upload_contents alter column content set storage external;

create table upload_rows (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  upload_id uuid not null,
  ordinal integer not null,
  sheet text not null,
  row integer not null,
  last_row integer,
  column_letter text,
  school_text text not null,
  school_login text,
  school_inn text,
  procedure_code text not null,
  year integer not null,
  participants integer,
  failed integer,
  mark2 integer,
  mark3 integer,
  mark4 integer,
  mark5 integer,
  by_percent boolean not null,
  failed_percent numeric(9, 4),
  mean_mark numeric(9, 4),
  mean_score numeric(9, 4),
  score_counts integer[],
  journal_lowered integer,
  journal_confirmed integer,
  journal_raised integer,
  school_id uuid,
  match_basis smallint not null default 0,
  is_skipped boolean not null default false,
  suggestions jsonb not null default '[]',
  primary key (tenant_id, id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id) on delete cascade,
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create index upload_rows_upload on upload_rows (tenant_id, upload_id, ordinal);

-- One row a version; exactly one of them is current.
create table results (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  procedure_id uuid not null,
  year integer not null check (year between 2000 and 2099),
  version integer not null,
  is_current boolean not null,
  participants integer not null check (participants >= 0),
  failed integer not null check (failed >= 0),
  mark2 integer,
  mark3 integer,
  mark4 integer,
  mark5 integer,
  by_percent boolean not null default false,
  failed_percent numeric(9, 4),
  mean_mark numeric(9, 4),
  mean_score numeric(9, 4),
  score_counts integer[],
  source smallint not null,
  upload_id uuid,
  sheet text,
  row integer,
  last_row integer,
  column_letter text,
  school_text text,
  recorded_by uuid,
  recorded_role text not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  foreign key (tenant_id, procedure_id) references procedures (tenant_id, id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id),
  check (failed <= participants),
  check (mark2 is null or mark2 + mark3 + mark4 + mark5 = participants)
);
create unique index results_current on results (tenant_id, year, school_id, procedure_id) where is_current;
create unique index results_version on results (tenant_id, school_id, procedure_id, year, version);
create index results_upload on results (tenant_id, upload_id);

create table journal_comparisons (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  procedure_id uuid not null,
  year integer not null,
  version integer not null,
  is_current boolean not null,
  lowered integer not null check (lowered >= 0),
  confirmed integer not null check (confirmed >= 0),
  raised integer not null check (raised >= 0),
  upload_id uuid,
  sheet text,
  row integer,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  foreign key (tenant_id, procedure_id) references procedures (tenant_id, id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id)
);
create unique index journal_comparisons_current on journal_comparisons (tenant_id, year, school_id, procedure_id) where is_current;

-- Pseudonymous pupil rows, only when the tenant turned them on.
create table pupil_rows (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  result_id uuid not null,
  row integer not null,
  pupil_code text not null,
  class_name text,
  score integer,
  mark integer,
  journal_mark integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, result_id) references results (tenant_id, id) on delete cascade
);
create index pupil_rows_result on pupil_rows (tenant_id, result_id);

-- «Участников не было»: turns «недостаточно данных» into a verdict.
create table absence_confirmations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  procedure_id uuid not null,
  year integer not null,
  reason text not null,
  confirmed_by uuid,
  confirmed_role text not null,
  confirmed_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  foreign key (tenant_id, procedure_id) references procedures (tenant_id, id)
);
create unique index absence_confirmations_current on absence_confirmations (tenant_id, year, school_id, procedure_id) where withdrawn_at is null;

create table rule_sets (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  version integer not null,
  name text not null,
  parameters jsonb not null,
  comment text not null default '',
  is_current boolean not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index rule_sets_version on rule_sets (tenant_id, version);
create unique index rule_sets_current on rule_sets (tenant_id) where is_current;

create table identification_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number integer not null,
  year integer not null check (year between 2000 and 2099),
  rule_set_id uuid not null,
  school_count integer not null,
  included_count integer not null,
  insufficient_count integer not null,
  inputs_hash text not null,
  created_by uuid,
  created_role text not null,
  created_at timestamptz not null,
  approved_by uuid,
  approved_role text,
  approved_at timestamptz,
  approval_document text,
  primary key (tenant_id, id),
  foreign key (tenant_id, rule_set_id) references rule_sets (tenant_id, id)
);
create unique index identification_runs_number on identification_runs (tenant_id, number);
create index identification_runs_year on identification_runs (tenant_id, year, number desc);

-- Arrays are in the order of the rule set's procedures: first the list year, then the year before.
create table verdicts (
  tenant_id uuid not null references tenants (id),
  run_id uuid not null,
  school_id uuid not null,
  school_name text not null,
  school_kind smallint not null,
  verdict smallint not null,
  criterion_one smallint not null,
  criterion_two smallint not null,
  low_current smallint not null,
  low_previous smallint not null,
  missing_current smallint not null,
  missing_previous smallint not null,
  margin integer,
  states smallint[] not null,
  participants integer[] not null,
  failed integer[] not null,
  percents numeric[],
  result_ids uuid[] not null,
  notes text not null default '',
  primary key (tenant_id, run_id, school_id),
  foreign key (tenant_id, run_id) references identification_runs (tenant_id, id) on delete cascade,
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create index verdicts_school on verdicts (tenant_id, school_id);

create table manual_decisions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid not null,
  year integer not null,
  is_included boolean not null,
  basis text not null,
  reason text not null,
  decided_by uuid,
  decided_role text not null,
  decided_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create unique index manual_decisions_current on manual_decisions (tenant_id, year, school_id) where withdrawn_at is null;

create table federal_lists (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  year integer not null,
  list_date date not null,
  source text not null,
  file_name text,
  is_current boolean not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index federal_lists_current on federal_lists (tenant_id, year) where is_current;

create table federal_list_entries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  list_id uuid not null,
  school_id uuid,
  school_text text not null,
  row integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, list_id) references federal_lists (tenant_id, id) on delete cascade,
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create unique index federal_list_entries_school on federal_list_entries (tenant_id, list_id, school_id) where school_id is not null;

create table jobs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  payload jsonb not null default '{}',
  status smallint not null,
  attempts integer not null default 0,
  run_after timestamptz not null,
  locked_until timestamptz,
  created_by uuid,
  created_role text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  failure_id text,
  primary key (tenant_id, id)
);
create index jobs_waiting on jobs (run_after) where status in (0, 1);
create index jobs_subject on jobs (tenant_id, subject_id);

create table audit_entries (
  id uuid primary key,
  tenant_id uuid references tenants (id),
  at timestamptz not null,
  user_id uuid,
  user_role text not null,
  operation text not null,
  reason text,
  entity text not null,
  entity_id text not null,
  kind smallint not null,
  changes jsonb not null,
  request_id text
);
create index audit_entries_tenant on audit_entries (tenant_id, at desc, id desc);
create index audit_entries_entity on audit_entries (tenant_id, entity, entity_id);

-- Checked at the end of the transaction: one save may write parent and child rows in any order.
do $$
declare c record;
begin
  for c in select conrelid::regclass as owner, conname from pg_constraint
           where contype = 'f' and connamespace = 'public'::regnamespace loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
end $$;

-- Row-level security: every table, forced; the tenant's own rows for the application's role.
do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_versions' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  for t in select c.table_name from information_schema.columns c
           join pg_tables p on p.schemaname = 'public' and p.tablename = c.table_name
           where c.table_schema = 'public' and c.column_name = 'tenant_id'
             and c.table_name not in ('users', 'audit_entries') loop
    execute format('create policy tenant_rows on %I to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t);
    execute format('grant select, insert, update, delete on %I to schoolsupport_app', t);
  end loop;
  -- A regional observer reads these of the tenants of one region, nothing else.
  foreach t in array array['schools', 'procedures', 'procedure_years', 'results', 'rule_sets', 'identification_runs', 'verdicts', 'manual_decisions', 'federal_lists', 'federal_list_entries'] loop
    execute format('create policy region_reads on %I for select to schoolsupport_platform using (tenant_id in (select id from tenants where region_id = (select app_region())))', t);
    execute format('grant select on %I to schoolsupport_platform', t);
  end loop;
end $$;

-- The application's role: its own tenant's row, its people (read only), its history (add and read, never change).
grant usage on schema public to schoolsupport_app, schoolsupport_platform;
create policy own_tenant on tenants to schoolsupport_app using (id = (select app_tenant())) with check (id = (select app_tenant()));
grant select, update on tenants to schoolsupport_app;
create policy regions_read on regions for select to schoolsupport_app using (true);
grant select on regions to schoolsupport_app;
create policy own_people on users for select to schoolsupport_app using (tenant_id = (select app_tenant()));
grant select (id, tenant_id, school_id, role, display_name, position, user_name, is_active, last_sign_in_at, two_factor_enabled, lockout_end, created_at) on users to schoolsupport_app;
create policy own_history_read on audit_entries for select to schoolsupport_app using (tenant_id = (select app_tenant()));
create policy own_history_add on audit_entries for insert to schoolsupport_app with check (tenant_id = (select app_tenant()));
grant select, insert on audit_entries to schoolsupport_app;

-- The platform role: accounts, tenants, keys, claiming of jobs. It never sees a school or a result unless a region was set.
create policy platform_tenants on tenants to schoolsupport_platform using (true) with check (true);
create policy platform_regions on regions to schoolsupport_platform using (true) with check (true);
create policy platform_users on users to schoolsupport_platform using (true) with check (true);
create policy platform_user_claims on user_claims to schoolsupport_platform using (true) with check (true);
create policy platform_user_logins on user_logins to schoolsupport_platform using (true) with check (true);
create policy platform_user_tokens on user_tokens to schoolsupport_platform using (true) with check (true);
create policy platform_keys on data_protection_keys to schoolsupport_platform using (true) with check (true);
create policy platform_jobs on jobs to schoolsupport_platform using (true) with check (true);
create policy platform_history_add on audit_entries for insert to schoolsupport_platform with check (true);
create policy platform_history_read on audit_entries for select to schoolsupport_platform using (tenant_id is null);
grant select, insert, update on tenants, regions to schoolsupport_platform;
grant select, insert, update, delete on users, user_claims, user_logins, user_tokens to schoolsupport_platform;
grant select, insert, delete on data_protection_keys to schoolsupport_platform;
grant select, update on jobs to schoolsupport_platform;
grant select, insert on audit_entries to schoolsupport_platform;
grant usage on all sequences in schema public to schoolsupport_platform;
