-- Forms as data, collections of data from schools, what schools answered.

-- A version of a form never changes: what was answered keeps the version it was asked by.
create table form_versions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  code text not null,
  number integer not null check (number > 0),
  title text not null,
  content jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index form_versions_number on form_versions (tenant_id, code, number);

create table campaigns (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  title text not null,
  preset_code text,
  period text not null,
  state smallint not null check (state between 1 and 4),
  opens_on date not null,
  deadline date not null,
  accepts_late boolean not null default true,
  instruction text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  primary key (tenant_id, id),
  check (deadline >= opens_on),
  check ((state = 3) = (closed_at is not null))
);
create index campaigns_period on campaigns (tenant_id, period);

create table campaign_forms (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  campaign_id uuid not null,
  form_id uuid not null,
  sort_order integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, form_id) references form_versions (tenant_id, id)
);
create unique index campaign_forms_once on campaign_forms (tenant_id, campaign_id, form_id);

-- What one school hands in; without a school: the department's own answers.
create table submissions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  campaign_id uuid not null,
  school_id uuid,
  state smallint not null default 0 check (state between 0 and 4),
  extension date,
  left_on date,
  remarks jsonb not null default '[]',
  comment text not null default '',
  is_late boolean not null default false,
  classes jsonb not null default '[]',
  submitted_at timestamptz,
  submitted_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, school_id) references schools (tenant_id, id)
);
create unique index submissions_once on submissions (tenant_id, campaign_id, school_id) nulls not distinct;
create index submissions_school on submissions (tenant_id, school_id);

-- One answer to one question; its former values are in the history.
create table form_answers (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  submission_id uuid not null,
  question text not null,
  class_name text not null default '',
  state smallint not null check (state between 0 and 2),
  number numeric(20, 6),
  text text,
  typed text,
  comment text not null default '',
  is_prefilled boolean not null default false,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id)
);
create unique index form_answers_once on form_answers (tenant_id, submission_id, question, class_name);

do $$
declare c record; t text;
begin
  for c in select conrelid::regclass as owner, conname from pg_constraint
           where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
  foreach t in array array['form_versions', 'campaigns', 'campaign_forms', 'submissions', 'form_answers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t);
    execute format('grant select, insert, update, delete on %I to schoolsupport_app', t);
  end loop;
end $$;
