using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AuditDetails : Migration
    {
        // Every column is in the text, named and quoted, so that no two entries read alike; a column added later is left out where it is null, so that older hashes hold.
        private const string Chain = """
            drop function audit_chain_text(audit_entries);
            create function audit_chain_text(e audit_entries) returns text language sql stable set timezone = 'UTC' as $$
              select jsonb_strip_nulls(to_jsonb(e) - 'hash')::text
            $$;
            create function audit_detail_only_erases() returns trigger language plpgsql as $$
            begin
              if old.erased_at is not null or new.erased_at is null or new.salt is not null or new.content is not null
                or (new.tenant_id, new.id, new.entry_id, new.entity_id) is distinct from (old.tenant_id, old.id, old.entry_id, old.entity_id)
              then raise exception 'An audit detail can be erased, never changed.' using errcode = 'insufficient_privilege'; end if;
              return new;
            end $$;
            create trigger audit_detail_only_erases before update on audit_details for each row execute function audit_detail_only_erases();
            """;

        // Entries written before: their personal values move into details, the others gain their subjects, and the chain is tied anew. Once, before the first installation in use.
        private const string Retie = """
            do $$
            declare t record; e audit_entries; personal jsonb; previous text; secret text; told text;
            begin
              for t in select id from tenants loop
                perform set_config('app.tenant_id', t.id::text, true);
                previous := '';
                for e in select * from audit_entries order by sequence loop
                  select c.candidate_id, c.campaign_id into e.candidate_id, e.campaign_id from (
                    select id, id as candidate_id, null::uuid as campaign_id from candidates
                    union all select id, null, id from campaigns
                    union all select id, candidate_id, campaign_id from enrolments
                    union all select v.id, n.candidate_id, n.campaign_id from evaluations v join enrolments n on n.id = v.enrolment_id
                    union all select r.id, n.candidate_id, n.campaign_id from evaluation_ratings r join evaluations v on v.id = r.evaluation_id join enrolments n on n.id = v.enrolment_id
                    union all select s.id, n.candidate_id, n.campaign_id from evaluation_signatures s join evaluations v on v.id = s.evaluation_id join enrolments n on n.id = v.enrolment_id
                    union all select o.id, n.candidate_id, n.campaign_id from orals o join enrolments n on n.id = o.enrolment_id
                    union all select d.id, n.candidate_id, n.campaign_id from block_decisions d join enrolments n on n.id = d.enrolment_id
                    union all select r.id, n.candidate_id, n.campaign_id from recusals r join enrolments n on n.id = r.enrolment_id
                    union all select b.id, b.candidate_id, j.campaign_id from acquired_blocks b join jury_sessions j on j.id = b.jury_session_id
                    union all select d.id, n.candidate_id, d.campaign_id from issued_documents d left join enrolments n on n.id = d.enrolment_id
                    union all select m.id, null, j.campaign_id from jury_members m join jury_sessions j on j.id = m.session_id
                    union all select id, null, campaign_id from jury_sessions
                    union all select id, null, campaign_id from commission_days
                    union all select id, null, campaign_id from campaign_organisations) c where c.id = e.entity_id;
                  select m.account_id into e.account_id from memberships m where m.id = e.entity_id;
                  select jsonb_object_agg(x.key, x.value) into personal from jsonb_each(e.changes::jsonb) x where (e.entity_type, x.key) in (
                    ('Candidate', 'BirthName'), ('Candidate', 'UsageName'), ('Candidate', 'FirstNames'), ('Candidate', 'Sex'), ('Candidate', 'BirthDate'), ('Candidate', 'BirthPlace'),
                    ('Candidate', 'BirthInseeCode'), ('Candidate', 'Email'), ('Candidate', 'Phone'), ('Enrolment', 'Adaptations'), ('Enrolment', 'ReturnReason'), ('Enrolment', 'Contacts'),
                    ('Tutor', 'LastName'), ('Tutor', 'FirstName'), ('Tutor', 'Quality'), ('Tutor', 'Email'), ('JuryMember', 'LastName'), ('JuryMember', 'FirstName'), ('JuryMember', 'Quality'),
                    ('Recusal', 'Detail'), ('BlockDecision', 'Motive'), ('BlockDecision', 'Recommendation'), ('BlockDecision', 'DecidedByName'), ('Evaluation', 'ReopenReason'),
                    ('EvaluationRating', 'Comment'), ('EvaluationSignature', 'SignedByName'), ('IssuedDocument', 'Facts'), ('CertifierProfile', 'SignatoryName'));
                  if personal is not null or (e.reason is not null and e.entity_type in
                    ('Candidate', 'Enrolment', 'Tutor', 'JuryMember', 'Recusal', 'BlockDecision', 'Evaluation', 'EvaluationRating', 'EvaluationSignature', 'IssuedDocument', 'CertifierProfile'))
                  then
                    secret := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
                    told := json_build_object('Reason', e.reason, 'Changes', coalesce(personal, '{}'))::text;
                    insert into audit_details (tenant_id, id, entry_id, entity_id, salt, content) values (e.tenant_id, gen_random_uuid(), e.id, e.entity_id, secret, told);
                    e.detail_hash := encode(sha256(convert_to(secret || told, 'UTF8')), 'hex');
                    e.reason := null;
                    select jsonb_object_agg(x.key, case when personal ? x.key then 'null' else x.value end)::text into e.changes from jsonb_each(e.changes::jsonb) x;
                  end if;
                  if e.actor_id is not null then e.actor_name := ''; end if;
                  e.previous_hash := previous;
                  e.hash := encode(sha256(convert_to(audit_chain_text(e), 'UTF8')), 'hex');
                  previous := e.hash;
                  update audit_entries a set (actor_name, reason, changes, detail_hash, candidate_id, campaign_id, account_id, previous_hash, hash) =
                    (e.actor_name, e.reason, e.changes, e.detail_hash, e.candidate_id, e.campaign_id, e.account_id, e.previous_hash, e.hash) where a.id = e.id;
                end loop;
              end loop;
              perform set_config('app.tenant_id', '', true);
            end $$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "account_id",
                table: "audit_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "campaign_id",
                table: "audit_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "candidate_id",
                table: "audit_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "detail_hash",
                table: "audit_entries",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_details",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    salt = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    content = table.Column<string>(type: "text", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_details", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_audit_details_audit_entries_tenant_id_entry_id",
                        columns: x => new { x.tenant_id, x.entry_id },
                        principalTable: "audit_entries",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_account_id_sequence",
                table: "audit_entries",
                columns: new[] { "tenant_id", "account_id", "sequence" },
                filter: "account_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_actor_id_sequence",
                table: "audit_entries",
                columns: new[] { "tenant_id", "actor_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_campaign_id_sequence",
                table: "audit_entries",
                columns: new[] { "tenant_id", "campaign_id", "sequence" },
                filter: "campaign_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_candidate_id_sequence",
                table: "audit_entries",
                columns: new[] { "tenant_id", "candidate_id", "sequence" },
                filter: "candidate_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_details_tenant_id_entity_id",
                table: "audit_details",
                columns: new[] { "tenant_id", "entity_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_details_tenant_id_entry_id",
                table: "audit_details",
                columns: new[] { "tenant_id", "entry_id" },
                unique: true);
            migrationBuilder.Sql(Chain);
            migrationBuilder.Sql(Retie);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_details");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_tenant_id_account_id_sequence",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_tenant_id_actor_id_sequence",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_tenant_id_campaign_id_sequence",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_tenant_id_candidate_id_sequence",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "account_id",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "campaign_id",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "candidate_id",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "detail_hash",
                table: "audit_entries");
        }
    }
}
