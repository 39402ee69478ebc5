-- Programmes of support, their versions and roadmaps, execution with evidence, orders, calendar links and letters.

-- A programme (or plan) through all of its versions. A school's own roadmap is a programme of that school.
create table support_programs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  school_id uuid,
  parent_id uuid,
  title text not null,
  search_text text not null,
  document_kind text not null,
  period_from date,
  period_to date,
  academic_plan boolean not null default false,
  school_term text not null check (school_term in ('ОО', 'ОУ')),
  template_code text,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  foreign key (tenant_id, parent_id) references support_programs (tenant_id, id),
  check (period_to is null or period_from is null or period_to >= period_from)
);
create index support_programs_school on support_programs (tenant_id, school_id) where school_id is not null;
create index support_programs_parent on support_programs (tenant_id, parent_id) where parent_id is not null;

create table program_orders (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  number text not null,
  dated_on date,
  title text not null,
  issuer text not null,
  details jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id)
);
create index program_orders_program on program_orders (tenant_id, program_id);

create table program_versions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  number integer not null check (number > 0),
  status smallint not null check (status between 0 and 3),
  title text not null,
  content jsonb not null default '{}',
  based_on_id uuid,
  change_note text not null default '',
  sent_at timestamptz,
  sent_by uuid,
  approved_on date,
  approved_at timestamptz,
  approved_by uuid,
  order_id uuid,
  return_comment text,
  superseded_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id),
  foreign key (tenant_id, based_on_id) references program_versions (tenant_id, id),
  foreign key (tenant_id, order_id) references program_orders (tenant_id, id),
  check ((status in (2, 3)) = (approved_at is not null))
);
create unique index program_versions_number on program_versions (tenant_id, program_id, number);
-- One version in work and one in force at a time.
create unique index program_versions_draft on program_versions (tenant_id, program_id) where status in (0, 1);
create unique index program_versions_approved on program_versions (tenant_id, program_id) where status = 2;

-- What an order approves.
create table program_order_links (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  order_id uuid not null,
  approves smallint not null,
  version_id uuid,
  roadmap_line_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references program_orders (tenant_id, id) on delete cascade,
  foreign key (tenant_id, version_id) references program_versions (tenant_id, id)
);
create index program_order_links_order on program_order_links (tenant_id, order_id);

create table program_participants (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  school_id uuid not null,
  group_code text not null default '',
  reason text not null default '',
  from_date date not null,
  to_date date,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id),
  check (to_date is null or to_date >= from_date)
);
create index program_participants_program on program_participants (tenant_id, program_id);
create index program_participants_school on program_participants (tenant_id, school_id);

-- line_id stays the same from version to version; it is what execution and comparison go by.
create table roadmaps (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  version_id uuid not null,
  line_id uuid not null,
  title text not null,
  columns jsonb not null,
  plan_year integer,
  order_year integer,
  academic_plan boolean not null default false,
  direction text,
  sort_order integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, version_id) references program_versions (tenant_id, id)
);
create unique index roadmaps_line on roadmaps (tenant_id, version_id, line_id);

create table roadmap_sections (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  roadmap_id uuid not null,
  line_id uuid not null,
  parent_id uuid,
  number text,
  title text not null,
  sort_order integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, roadmap_id) references roadmaps (tenant_id, id),
  foreign key (tenant_id, parent_id) references roadmap_sections (tenant_id, id),
  check (parent_id <> id)
);
create unique index roadmap_sections_line on roadmap_sections (tenant_id, roadmap_id, line_id);

create table measures (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  roadmap_id uuid not null,
  section_id uuid,
  parent_id uuid,
  line_id uuid not null,
  code text,
  title text not null,
  form text,
  deadline_text text,
  responsible_text text,
  indicator_text text,
  result_text text,
  school_text text,
  deadline jsonb not null,
  inherited jsonb not null default '{}',
  sub_items jsonb not null default '[]',
  other jsonb not null default '{}',
  responsibles text[] not null default '{}',
  school_scope smallint not null default 0 check (school_scope between 0 and 3),
  group_code text,
  grades text,
  artefacts text[] not null default '{}',
  level smallint,
  needs_answer boolean not null default false,
  cancelled_reason text,
  source_place text,
  sort_order integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, roadmap_id) references roadmaps (tenant_id, id),
  foreign key (tenant_id, section_id) references roadmap_sections (tenant_id, id),
  foreign key (tenant_id, parent_id) references measures (tenant_id, id),
  check (parent_id <> id)
);
create unique index measures_line on measures (tenant_id, roadmap_id, line_id);

create table measure_schools (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  measure_id uuid not null,
  school_id uuid not null,
  grades text,
  primary key (tenant_id, id),
  foreign key (tenant_id, measure_id) references measures (tenant_id, id) on delete cascade,
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create unique index measure_schools_once on measure_schools (tenant_id, measure_id, school_id);
create index measure_schools_school on measure_schools (tenant_id, school_id);

-- Each edit of a draft with the rows before and after: undo puts them back when nobody changed them since.
create table roadmap_edits (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  version_id uuid not null,
  user_id uuid,
  at timestamptz not null,
  operation text not null,
  title text not null,
  before jsonb not null,
  after jsonb not null,
  undone_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, version_id) references program_versions (tenant_id, id)
);
create index roadmap_edits_version on roadmap_edits (tenant_id, version_id, id);

-- A roadmap's file between upload and confirmation, and afterwards as the source.
create table program_imports (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid,
  file_name text not null,
  byte_size bigint not null,
  sha256 text not null,
  content bytea not null,
  reading jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  committed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id)
);
create index program_imports_program on program_imports (tenant_id, program_id);

-- A department's own templates; those of the product are files of the program.
create table program_templates (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  title text not null,
  description text not null default '',
  content jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);

-- Who did what of an occurrence: for the department's own work school_id is empty.
create table execution_reports (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  measure_line_id uuid not null,
  occurrence_key text not null,
  school_id uuid,
  progress smallint not null,
  review smallint not null,
  done_on date,
  comment text not null default '',
  reported_by uuid,
  reported_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  review_comment text,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create unique index execution_reports_once on execution_reports (tenant_id, program_id, measure_line_id, occurrence_key, school_id) nulls not distinct;
create index execution_reports_school on execution_reports (tenant_id, school_id) where school_id is not null;

create table execution_evidence (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  report_id uuid not null,
  kind text not null,
  title text not null,
  url text,
  file_name text,
  content_type text,
  byte_size bigint,
  sha256 text,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references execution_reports (tenant_id, id),
  check ((url is null) <> (file_name is null))
);
create index execution_evidence_report on execution_evidence (tenant_id, report_id);

create table evidence_contents (
  tenant_id uuid not null references tenants (id),
  evidence_id uuid not null,
  content bytea not null,
  primary key (tenant_id, evidence_id),
  foreign key (tenant_id, evidence_id) references execution_evidence (tenant_id, id) on delete cascade
);

-- A link to a calendar that works without signing in; only the hash of its secret is kept.
create table calendar_feeds (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  title text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_read_at timestamptz,
  primary key (tenant_id, id)
);
create unique index calendar_feeds_secret on calendar_feeds (secret_hash);

create table digest_subscriptions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  address text not null,
  weekday smallint not null check (weekday between 0 and 7),
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index digest_subscriptions_user on digest_subscriptions (tenant_id, user_id);

-- Letters to send: one row a letter, unique by what it is about, so that none is sent twice.
create table mail_outbox (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  dedupe_key text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  status smallint not null,
  attempts integer not null default 0,
  run_after timestamptz not null,
  locked_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  failure text,
  primary key (tenant_id, id)
);
create unique index mail_outbox_once on mail_outbox (tenant_id, dedupe_key);
create index mail_outbox_waiting on mail_outbox (run_after) where status = 0;

alter table tenants add column digest_enabled boolean not null default false;

do $$
declare c record; t text;
begin
  for c in select conrelid::regclass as owner, conname from pg_constraint
           where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
  foreach t in array array['support_programs', 'program_orders', 'program_versions', 'program_order_links', 'program_participants',
      'roadmaps', 'roadmap_sections', 'measures', 'measure_schools', 'roadmap_edits', 'program_imports', 'program_templates',
      'execution_reports', 'execution_evidence', 'evidence_contents', 'calendar_feeds', 'digest_subscriptions', 'mail_outbox'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t);
    execute format('grant select, insert, update, delete on %I to schoolsupport_app', t);
  end loop;
end $$;

-- A calendar link is found before its tenant is known; letters are claimed for all tenants by one sender.
create policy platform_feeds on calendar_feeds for select to schoolsupport_platform using (true);
grant select on calendar_feeds to schoolsupport_platform;
create policy platform_outbox on mail_outbox to schoolsupport_platform using (true) with check (true);
grant select, update on mail_outbox to schoolsupport_platform;
