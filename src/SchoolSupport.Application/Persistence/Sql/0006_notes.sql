-- Analytical notes: what was generated, what people wrote in its place, approved ones as they were approved.

create table analytical_notes (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind smallint not null check (kind between 1 and 5),
  period text not null,
  program_id uuid,
  edition_number integer not null check (edition_number > 0),
  state smallint not null check (state between 1 and 2),
  head jsonb not null,
  sources jsonb not null default '[]',
  started_on date not null,
  made_at timestamptz not null,
  document_number text not null default '',
  dated_on date,
  approved_at timestamptz,
  approved_by uuid,
  approved_role text,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id) deferrable initially deferred,
  check ((state = 2) = (approved_at is not null)),
  check (state = 1 or (document_number <> '' and dated_on is not null))
);
create unique index analytical_notes_edition on analytical_notes (tenant_id, kind, period, edition_number);
-- One draft at a time: the next edition begins when this one is approved.
create unique index analytical_notes_draft on analytical_notes (tenant_id, kind, period) where state = 1;

-- A section of one edition as it was generated.
create table note_sections (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  note_id uuid not null,
  edition smallint not null check (edition between 0 and 1),
  key text not null,
  place integer not null,
  generated jsonb not null,
  edited_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, note_id) references analytical_notes (tenant_id, id) deferrable initially deferred
);
create unique index note_sections_once on note_sections (tenant_id, note_id, edition, key);

-- A person's words in the place of a generated paragraph, with the paragraph that they were written over.
create table note_edits (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  note_id uuid not null,
  section_id uuid not null,
  block text not null,
  wording text not null,
  calculated text not null,
  edited_by uuid,
  edited_role text not null,
  edited_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, note_id) references analytical_notes (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, section_id) references note_sections (tenant_id, id) deferrable initially deferred
);
create unique index note_edits_once on note_edits (tenant_id, section_id, block);
create index note_edits_note on note_edits (tenant_id, note_id);

alter table analytical_notes alter constraint analytical_notes_tenant_id_fkey deferrable initially deferred;
alter table analytical_notes enable row level security;
alter table analytical_notes force row level security;
create policy tenant_rows on analytical_notes to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on analytical_notes to schoolsupport_app;

alter table note_sections alter constraint note_sections_tenant_id_fkey deferrable initially deferred;
alter table note_sections enable row level security;
alter table note_sections force row level security;
create policy tenant_rows on note_sections to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on note_sections to schoolsupport_app;

alter table note_edits alter constraint note_edits_tenant_id_fkey deferrable initially deferred;
alter table note_edits enable row level security;
alter table note_edits force row level security;
create policy tenant_rows on note_edits to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on note_edits to schoolsupport_app;
