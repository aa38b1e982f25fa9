package vn.trangtien.egov.cases;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.database.Timestamps;

/** Cases in {@code egov.case_file}. */
@Repository
class JdbcCases implements Cases {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final CaseJournal journal;

    JdbcCases(JdbcClient jdbc, TransactionOperations transactions, CaseJournal journal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public Optional<Case> find(String number) {
        return jdbc.sql("select * from egov.case_file where number = ?")
                .param(number)
                .query(CaseRow::map)
                .optional();
    }

    @Override
    public Optional<Case> findByKey(String idempotencyKey) {
        return jdbc.sql("select * from egov.case_file where idempotency_key = ?")
                .param(idempotencyKey)
                .query(CaseRow::map)
                .optional();
    }

    @Override
    public void add(Case opened) {
        Brief brief = opened.brief();
        jdbc.sql("""
                        insert into egov.case_file (number, idempotency_key, kind, title, description, place,
                               unit_code, unit_name_vi, unit_name_en, source_link, requested_by, opened_at,
                               working_days, due_date, due_explanation_vi, due_explanation_en, state)
                        values (:number, :key, :kind, :title, :description, :place,
                               :unit, :unitVi, :unitEn, :source, :requestedBy, :openedAt,
                               :workingDays, :due, :dueVi, :dueEn, 'OPEN')""")
                .param("number", opened.number())
                .param("key", brief.idempotencyKey())
                .param("kind", brief.kind())
                .param("title", brief.title())
                .param("description", brief.description())
                .param("place", brief.place())
                .param("unit", opened.unit().code())
                .param("unitVi", opened.unit().nameVi())
                .param("unitEn", opened.unit().nameEn())
                .param("source", brief.sourceLink())
                .param("requestedBy", brief.requestedBy())
                .param("openedAt", Timestamps.toDatabase(opened.openedAt()))
                .param("workingDays", opened.deadline().workingDays())
                .param("due", opened.deadline().date())
                .param("dueVi", opened.deadline().explanationVi())
                .param("dueEn", opened.deadline().explanationEn())
                .update();
        journal.write(opened);
    }

    @Override
    public void change(String number, Consumer<Case> step) {
        transactions.executeWithoutResult(status -> {
            Case changed = jdbc.sql("select * from egov.case_file where number = ? for update")
                    .param(number)
                    .query(CaseRow::map)
                    .optional()
                    .orElseThrow(() -> new NoSuchCaseException(number));
            Deadline before = changed.deadline();
            step.accept(changed);
            if (!changed.deadline().equals(before)) {
                store(changed, changed.deadline());
            }
            changed.closure().ifPresent(closure -> store(changed, closure));
            journal.write(changed);
        });
    }

    @Override
    public Set<String> unitsWithCases() {
        return new TreeSet<>(jdbc.sql("select distinct unit_code from egov.case_file")
                .query(String.class)
                .list());
    }

    private void store(Case changed, Deadline deadline) {
        jdbc.sql("""
                        update egov.case_file set due_date = ?, due_explanation_vi = ?, due_explanation_en = ?
                        where number = ?""")
                .params(deadline.date(), deadline.explanationVi(), deadline.explanationEn(), changed.number())
                .update();
    }

    private void store(Case changed, Closure closure) {
        jdbc.sql("""
                        update egov.case_file set state = ?, closed_at = ?, closed_by = ?, result = ?
                        where number = ?""")
                .params(
                        changed.state().name(),
                        Timestamps.toDatabase(closure.at()),
                        closure.closedBy(),
                        closure.result(),
                        changed.number())
                .update();
    }
}
