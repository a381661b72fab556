CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE app_session (
	id CHAR(32) NOT NULL, 
	store_id CHAR(32) NOT NULL, 
	host VARCHAR NOT NULL, 
	pid INTEGER NOT NULL, 
	app_version VARCHAR NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_app_session PRIMARY KEY (id)
);
CREATE TABLE body_release (
	store_id VARCHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_body_release PRIMARY KEY (store_id, seq)
)
 WITHOUT ROWID

;
CREATE TABLE department (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	parent_id CHAR(32), 
	retired_at DATETIME, 
	CONSTRAINT pk_department PRIMARY KEY (id), 
	CONSTRAINT fk_department_parent_id FOREIGN KEY(parent_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_department_folded ON department (folded);
CREATE TABLE draft (
	entity VARCHAR NOT NULL, 
	entity_id VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (entity, entity_id, field)
);
CREATE TABLE event (
	store_id VARCHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	command_id VARCHAR(32) NOT NULL, 
	session_id VARCHAR(32) NOT NULL, 
	at VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	operation VARCHAR NOT NULL, 
	entity VARCHAR NOT NULL, 
	entity_id VARCHAR NOT NULL, 
	body_digest VARCHAR(64) NOT NULL, 
	prev_digest VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (store_id, seq)
)
 WITHOUT ROWID

;
CREATE TABLE event_body (
	store_id VARCHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	salt BLOB NOT NULL, 
	asset_id VARCHAR(32), 
	"before" VARCHAR, 
	"after" VARCHAR, 
	CONSTRAINT pk_event_body PRIMARY KEY (store_id, seq)
)
 WITHOUT ROWID

;
CREATE INDEX ix_event_body_asset_id ON event_body (asset_id);
CREATE TABLE meta (
	store_id CHAR(32) NOT NULL, 
	created_app_version VARCHAR NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (store_id)
);
CREATE TABLE model_version (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(9) NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	scheme_version VARCHAR NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	body VARCHAR NOT NULL, 
	imported_at DATETIME NOT NULL, 
	CONSTRAINT pk_model_version PRIMARY KEY (id), 
	CONSTRAINT uq_model_version_digest UNIQUE (digest), 
	CONSTRAINT ck_model_version_kind CHECK (kind IN ('model', 'measures', 'catalogue'))
);
CREATE TABLE owner (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	role_title VARCHAR NOT NULL, 
	e_mail VARCHAR NOT NULL, 
	department_id CHAR(32), 
	retired_at DATETIME, 
	CONSTRAINT pk_owner PRIMARY KEY (id), 
	CONSTRAINT fk_owner_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_owner_folded ON owner (folded);
CREATE TABLE system (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	supplier VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	department_id CHAR(32), 
	retired_at DATETIME, 
	CONSTRAINT pk_system PRIMARY KEY (id), 
	CONSTRAINT fk_system_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_system_folded UNIQUE (folded)
);
CREATE TABLE asset (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	medium VARCHAR NOT NULL, 
	department_id CHAR(32), 
	owner_id CHAR(32), 
	catalogue_id VARCHAR, 
	excluded_at DATETIME, 
	excluded_role VARCHAR NOT NULL, 
	excluded_label VARCHAR NOT NULL, 
	valid_until DATE, 
	then_note VARCHAR NOT NULL, 
	deleted_at DATETIME, 
	CONSTRAINT pk_asset PRIMARY KEY (id), 
	CONSTRAINT fk_asset_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_asset_owner_id FOREIGN KEY(owner_id) REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_asset_folded ON asset (folded);
CREATE INDEX ix_asset_sort_key ON asset (sort_key);
CREATE TABLE workshop (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	title VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	department_id CHAR(32), 
	owner_id CHAR(32), 
	facilitator VARCHAR NOT NULL, 
	facilitator_role VARCHAR NOT NULL, 
	model_version_id CHAR(32) NOT NULL, 
	held_on DATE, 
	planned_start TIME, 
	planned_end TIME, 
	started_at DATETIME, 
	ended_at DATETIME, 
	answer_by DATE, 
	reply_to VARCHAR NOT NULL, 
	owner_language VARCHAR NOT NULL, 
	answers_workshop_id CHAR(32), 
	deleted_at DATETIME, 
	changed_at DATETIME NOT NULL, walk_by_aspect BOOLEAN DEFAULT 0 NOT NULL, walk_first VARCHAR, 
	CONSTRAINT pk_workshop PRIMARY KEY (id), 
	CONSTRAINT fk_workshop_answers_workshop_id FOREIGN KEY(answers_workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_model_version_id FOREIGN KEY(model_version_id) REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_owner_id FOREIGN KEY(owner_id) REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_workshop_changed_at ON workshop (changed_at) WHERE deleted_at IS NULL;
CREATE TABLE asset_flag (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	flag_id VARCHAR NOT NULL, 
	value BOOLEAN NOT NULL, 
	source VARCHAR(9) NOT NULL, 
	confirmed_at DATETIME, 
	CONSTRAINT pk_asset_flag PRIMARY KEY (asset_id, flag_id), 
	CONSTRAINT fk_asset_flag_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_asset_flag_source CHECK (source IN ('question', 'catalogue', 'import'))
);
CREATE TABLE asset_lineage (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	from_asset_id CHAR(32) NOT NULL, 
	to_asset_id CHAR(32) NOT NULL, 
	kind VARCHAR(5) NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT pk_asset_lineage PRIMARY KEY (from_asset_id, to_asset_id, kind), 
	CONSTRAINT fk_asset_lineage_from_asset_id FOREIGN KEY(from_asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_asset_lineage_to_asset_id FOREIGN KEY(to_asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_asset_lineage_kind CHECK (kind IN ('split', 'merge', 'same'))
);
CREATE INDEX ix_asset_lineage_to_asset_id ON asset_lineage (to_asset_id);
CREATE TABLE asset_ref (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(13) NOT NULL, 
	value VARCHAR NOT NULL, 
	sure BOOLEAN NOT NULL, 
	CONSTRAINT pk_asset_ref PRIMARY KEY (id), 
	CONSTRAINT fk_asset_ref_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_asset_ref_kind CHECK (kind IN ('law', 'personal_data', 'link', 'note', 'source_row'))
);
CREATE INDEX ix_asset_ref_asset_id ON asset_ref (asset_id);
CREATE TABLE collection_uplift (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	aspect VARCHAR NOT NULL, 
	code VARCHAR(12) NOT NULL, 
	level INTEGER NOT NULL, 
	motivation VARCHAR NOT NULL, 
	CONSTRAINT pk_collection_uplift PRIMARY KEY (workshop_id, aspect, code), 
	CONSTRAINT fk_collection_uplift_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_collection_uplift_code CHECK (code IN ('aggregation', 'accumulation'))
);
CREATE TABLE dismissed_check (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	check_code VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT pk_dismissed_check PRIMARY KEY (workshop_id, check_code, subject_id), 
	CONSTRAINT fk_dismissed_check_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE export (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	scope VARCHAR(4) NOT NULL, 
	at DATETIME NOT NULL, 
	file_name VARCHAR NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	control_code VARCHAR NOT NULL, 
	event_head VARCHAR(64) NOT NULL, 
	locale VARCHAR(8) NOT NULL, 
	app_version VARCHAR NOT NULL, 
	model_version_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_export PRIMARY KEY (id), 
	CONSTRAINT fk_export_model_version_id FOREIGN KEY(model_version_id) REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_export_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_export_workshop_id_number UNIQUE (workshop_id, number), 
	CONSTRAINT ck_export_kind CHECK (kind IN ('draft', 'decision')), 
	CONSTRAINT ck_export_scope CHECK (scope IN ('open', 'all'))
);
CREATE TABLE participant (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	role_id VARCHAR, 
	role_text VARCHAR NOT NULL, 
	department VARCHAR NOT NULL, 
	CONSTRAINT pk_participant PRIMARY KEY (id), 
	CONSTRAINT fk_participant_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_participant_workshop_id ON participant (workshop_id);
CREATE TABLE pool (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_pool PRIMARY KEY (workshop_id, asset_id), 
	CONSTRAINT fk_pool_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_pool_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_pool_asset_id ON pool (asset_id);
CREATE TABLE system_asset (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	system_id CHAR(32) NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_system_asset PRIMARY KEY (asset_id, system_id), 
	CONSTRAINT fk_system_asset_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_system_asset_system_id FOREIGN KEY(system_id) REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_system_asset_system_id ON system_asset (system_id);
CREATE TABLE workshop_asset (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	position BIGINT NOT NULL, 
	round_of INTEGER NOT NULL, 
	"deferred" BOOLEAN NOT NULL, 
	confirmed_by VARCHAR, 
	confirmed_at DATETIME, 
	copied_from_id CHAR(32), 
	removed_at DATETIME, 
	seconds_spent INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	blocking INTEGER NOT NULL, 
	thin INTEGER NOT NULL, review_on DATE, 
	CONSTRAINT pk_workshop_asset PRIMARY KEY (id), 
	CONSTRAINT fk_workshop_asset_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_asset_copied_from_id FOREIGN KEY(copied_from_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_asset_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_workshop_asset_workshop_id_asset_id UNIQUE (workshop_id, asset_id)
);
CREATE INDEX ix_workshop_asset_asset_id ON workshop_asset (asset_id);
CREATE INDEX ix_workshop_asset_copied_from_id ON workshop_asset (copied_from_id) WHERE copied_from_id IS NOT NULL;
CREATE INDEX ix_workshop_asset_workshop_id_position ON workshop_asset (workshop_id, position);
CREATE TABLE workshop_session (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	held_on DATE NOT NULL, 
	started_at DATETIME, 
	ended_at DATETIME, 
	CONSTRAINT pk_workshop_session PRIMARY KEY (id), 
	CONSTRAINT fk_workshop_session_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_workshop_session_workshop_id ON workshop_session (workshop_id);
CREATE TABLE assessment (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_asset_id CHAR(32) NOT NULL, 
	aspect VARCHAR NOT NULL, 
	adjusted INTEGER, 
	reason_code VARCHAR(6), 
	adjust_motivation VARCHAR NOT NULL, 
	motivation VARCHAR NOT NULL, 
	floor_reason VARCHAR NOT NULL, 
	calculated INTEGER, 
	proposed INTEGER, 
	below_floor BOOLEAN NOT NULL, 
	CONSTRAINT pk_assessment PRIMARY KEY (id), 
	CONSTRAINT fk_assessment_workshop_asset_id FOREIGN KEY(workshop_asset_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_assessment_workshop_asset_id_aspect UNIQUE (workshop_asset_id, aspect), 
	CONSTRAINT ck_assessment_reason_code CHECK (reason_code IN ('manual', 'shared'))
);
CREATE TABLE attendance (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	participant_id CHAR(32) NOT NULL, 
	workshop_session_id CHAR(32) NOT NULL, 
	from_at DATETIME NOT NULL, 
	to_at DATETIME, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_attendance_workshop_session_id FOREIGN KEY(workshop_session_id) REFERENCES workshop_session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_attendance_participant_id ON attendance (participant_id);
CREATE INDEX ix_attendance_workshop_session_id ON attendance (workshop_session_id);
CREATE TABLE export_book (
	export_id CHAR(32) NOT NULL, 
	book JSON, 
	CONSTRAINT pk_export_book PRIMARY KEY (export_id), 
	CONSTRAINT fk_export_book_export_id FOREIGN KEY(export_id) REFERENCES export (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE export_row (
	id CHAR(32) NOT NULL, 
	export_id CHAR(32) NOT NULL, 
	workshop_asset_id CHAR(32), 
	asset_id CHAR(32), 
	sheet VARCHAR NOT NULL, 
	row_key VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	cells JSON, 
	row_digest VARCHAR(64) NOT NULL, 
	proposal JSON, 
	CONSTRAINT pk_export_row PRIMARY KEY (id), 
	CONSTRAINT fk_export_row_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_export_row_export_id FOREIGN KEY(export_id) REFERENCES export (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_export_row_workshop_asset_id FOREIGN KEY(workshop_asset_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_export_row_export_id_sheet_row_key UNIQUE (export_id, sheet, row_key)
);
CREATE INDEX ix_export_row_asset_id ON export_row (asset_id);
CREATE INDEX ix_export_row_workshop_asset_id ON export_row (workshop_asset_id);
CREATE TABLE parked (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	workshop_asset_id CHAR(32), 
	aspect VARCHAR, 
	text VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	due DATE, 
	resolved_at DATETIME, 
	resolution VARCHAR NOT NULL, 
	CONSTRAINT pk_parked PRIMARY KEY (id), 
	CONSTRAINT fk_parked_workshop_asset_id FOREIGN KEY(workshop_asset_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_parked_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_parked_workshop_asset_id ON parked (workshop_asset_id);
CREATE INDEX ix_parked_workshop_id ON parked (workshop_id);
CREATE TABLE place (
	workshop_id CHAR(32) NOT NULL, 
	treatment_id CHAR(32), 
	aspect VARCHAR, 
	letter VARCHAR NOT NULL, 
	area VARCHAR, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_place PRIMARY KEY (workshop_id), 
	CONSTRAINT fk_place_treatment_id FOREIGN KEY(treatment_id) REFERENCES workshop_asset (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_place_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE question_answer (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	workshop_asset_id CHAR(32), 
	question_id VARCHAR NOT NULL, 
	answer BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_question_answer PRIMARY KEY (id), 
	CONSTRAINT fk_question_answer_workshop_asset_id FOREIGN KEY(workshop_asset_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_question_answer_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_question_answer_workshop_asset_id ON question_answer (workshop_asset_id);
CREATE INDEX ix_question_answer_workshop_id ON question_answer (workshop_id);
CREATE TABLE receipt (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	export_id CHAR(32), 
	file_digest VARCHAR(64), 
	file_name VARCHAR NOT NULL, 
	read_at DATETIME NOT NULL, 
	signed_by VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	signed_on DATE, 
	registry_ref VARCHAR NOT NULL, 
	outcome VARCHAR(7) NOT NULL, 
	differences JSON, 
	CONSTRAINT pk_receipt PRIMARY KEY (id), 
	CONSTRAINT fk_receipt_export_id FOREIGN KEY(export_id) REFERENCES export (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_receipt_file_digest UNIQUE (file_digest), 
	CONSTRAINT ck_receipt_outcome CHECK (outcome IN ('taken', 'partly', 'refused'))
);
CREATE INDEX ix_receipt_export_id ON receipt (export_id);
CREATE TABLE decision (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	export_row_id CHAR(32), 
	receipt_id CHAR(32), 
	workshop_asset_id CHAR(32) NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	aspect VARCHAR NOT NULL, 
	choice VARCHAR(7) NOT NULL, 
	level INTEGER, 
	comment VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	decided_on DATE NOT NULL, 
	basis_proposal JSON, 
	supersedes_id CHAR(32), 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT fk_decision_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_export_row_id FOREIGN KEY(export_row_id) REFERENCES export_row (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_workshop_asset_id FOREIGN KEY(workshop_asset_id) REFERENCES workshop_asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_decision_choice CHECK (choice IN ('approve', 'change', 'return'))
);
CREATE INDEX ix_decision_asset_id ON decision (asset_id);
CREATE INDEX ix_decision_export_row_id ON decision (export_row_id);
CREATE INDEX ix_decision_receipt_id ON decision (receipt_id);
CREATE INDEX ix_decision_supersedes_id ON decision (supersedes_id);
CREATE INDEX ix_decision_workshop_asset_id ON decision (workshop_asset_id);
CREATE TABLE dissent (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	assessment_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	participant_id CHAR(32), 
	CONSTRAINT pk_dissent PRIMARY KEY (id), 
	CONSTRAINT fk_dissent_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_dissent_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_dissent_assessment_id ON dissent (assessment_id);
CREATE TABLE rating (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	assessment_id CHAR(32) NOT NULL, 
	area VARCHAR NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	level INTEGER, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_rating PRIMARY KEY (assessment_id, area), 
	CONSTRAINT ck_rating_level_or_not CHECK ((state = 'level') = (level IS NOT NULL)), 
	CONSTRAINT fk_rating_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_rating_state CHECK (state IN ('level', 'not_relevant'))
);
CREATE TABLE vote_round (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	assessment_id CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	mode VARCHAR(5) NOT NULL, 
	area VARCHAR, 
	opened_at DATETIME NOT NULL, 
	revealed_at DATETIME, 
	CONSTRAINT pk_vote_round PRIMARY KEY (id), 
	CONSTRAINT fk_vote_round_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_vote_round_mode CHECK (mode IN ('shown', 'blind'))
);
CREATE INDEX ix_vote_round_assessment_id ON vote_round (assessment_id);
CREATE TABLE vote (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	vote_round_id CHAR(32) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	participant_id CHAR(32), 
	CONSTRAINT pk_vote PRIMARY KEY (id), 
	CONSTRAINT fk_vote_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_vote_vote_round_id FOREIGN KEY(vote_round_id) REFERENCES vote_round (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_vote_vote_round_id ON vote (vote_round_id);
CREATE TABLE review_trigger (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	asset_id CHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_review_trigger PRIMARY KEY (id), 
	CONSTRAINT fk_review_trigger_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_review_trigger_asset_id ON review_trigger (asset_id);
CREATE INDEX ix_workshop_asset_standing ON workshop_asset (removed_at, workshop_id, status, "deferred", blocking, review_on);
CREATE TABLE measure_answer (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	measure_id VARCHAR NOT NULL, 
	scope VARCHAR(12) NOT NULL, 
	department_id CHAR(32), 
	system_id CHAR(32), 
	asset_id CHAR(32), 
	state VARCHAR(12) NOT NULL, 
	reason VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	due DATE, 
	note VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	measures_version_id CHAR(32), 
	CONSTRAINT pk_measure_answer PRIMARY KEY (id), 
	CONSTRAINT fk_measure_answer_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_measure_answer_system_id FOREIGN KEY(system_id) REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_measure_answer_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_measure_answer_measures_version_id FOREIGN KEY(measures_version_id) REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_measure_answer_scope CHECK (scope IN ('organisation', 'department', 'system', 'asset')), 
	CONSTRAINT ck_measure_answer_state CHECK (state IN ('met', 'partly', 'not_met', 'not_relevant', 'unknown'))
);
CREATE INDEX ix_measure_answer_measure_id ON measure_answer (measure_id);
CREATE INDEX ix_measure_answer_asset_id ON measure_answer (asset_id);
CREATE TABLE risk_assessment (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	made_on DATE NOT NULL, 
	reference VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT pk_risk_assessment PRIMARY KEY (id), 
	CONSTRAINT fk_risk_assessment_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_risk_assessment_workshop_id ON risk_assessment (workshop_id);
CREATE TABLE workshop_measures (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	workshop_id CHAR(32) NOT NULL, 
	measures_version_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_workshop_measures PRIMARY KEY (workshop_id), 
	CONSTRAINT fk_workshop_measures_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_workshop_measures_measures_version_id FOREIGN KEY(measures_version_id) REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE workshop_break (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	id CHAR(32) NOT NULL, 
	workshop_session_id CHAR(32) NOT NULL, 
	from_at DATETIME NOT NULL, 
	to_at DATETIME, 
	CONSTRAINT pk_workshop_break PRIMARY KEY (id), 
	CONSTRAINT fk_workshop_break_workshop_session_id FOREIGN KEY(workshop_session_id) REFERENCES workshop_session (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_workshop_break_workshop_session_id ON workshop_break (workshop_session_id);
CREATE TABLE system_link (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	parent_id CHAR(32) NOT NULL, 
	child_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_system_link PRIMARY KEY (parent_id, child_id), 
	CONSTRAINT fk_system_link_parent_id FOREIGN KEY(parent_id) REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_system_link_child_id FOREIGN KEY(child_id) REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_system_link_child_id ON system_link (child_id);
CREATE TABLE system_uplift (
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	system_id CHAR(32) NOT NULL, 
	model_version_id CHAR(32) NOT NULL, 
	aspect VARCHAR NOT NULL, 
	code VARCHAR(12) NOT NULL, 
	level INTEGER NOT NULL, 
	motivation VARCHAR NOT NULL, 
	CONSTRAINT pk_system_uplift PRIMARY KEY (system_id, model_version_id, aspect), 
	CONSTRAINT fk_system_uplift_system_id FOREIGN KEY(system_id) REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_system_uplift_model_version_id FOREIGN KEY(model_version_id) REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_system_uplift_code CHECK (code IN ('accumulation', 'aggregation', 'distribution'))
);
INSERT INTO alembic_version VALUES ('0006')
