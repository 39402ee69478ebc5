-- An approved note never changes, not by a fault of the application either: the database refuses. Whoever owns the tables may still mend and remove.

create function keep_approved_note() returns trigger language plpgsql as $$
begin
  if old.state = 2 and not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    raise exception 'The note % is approved and does not change.', old.id using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

create function keep_approved_note_content() returns trigger language plpgsql as $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') and exists (
      select 1 from analytical_notes n
      where n.tenant_id = coalesce(new.tenant_id, old.tenant_id) and n.id in (new.note_id, old.note_id) and n.state = 2) then
    raise exception 'The note % is approved and its text does not change.', coalesce(old.note_id, new.note_id) using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

create trigger analytical_notes_frozen before update or delete on analytical_notes for each row execute function keep_approved_note();
create trigger note_sections_frozen before insert or update or delete on note_sections for each row execute function keep_approved_note_content();
create trigger note_edits_frozen before insert or update or delete on note_edits for each row execute function keep_approved_note_content();
