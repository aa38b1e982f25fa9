package vn.trangtien.platform.organisation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.VietnameseText;

/** Changes of the tree by people, each with its legal basis and an audit entry. Thread-safe. */
public final class OrganisationChanges {

    private final OrganisationStore store;
    private final Revised<UnitTree> tree;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    OrganisationChanges(
            OrganisationStore store,
            Revised<UnitTree> tree,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.tree = tree;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Records a change.
     *
     * @param basis decision or resolution, with number and date
     * @param actor account id
     * @return why it was refused; empty if it was recorded
     */
    public Optional<Sentence> record(UnitChange change, String basis, String actor) {
        if (basis.isBlank()) {
            return Optional.of(Sentence.of("i18n.organisation", "change.problem.basis"));
        }
        return Objects.requireNonNull(transactions.execute(status -> {
            // One after the other, and held against the rows of this moment: two changes may fit alone and not
            // together.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('platform.org_change'))")
                    .query((row, n) -> n)
                    .single();
            Optional<Sentence> problem = problem(store.load(), change);
            if (problem.isEmpty()) {
                write(change, VietnameseText.nfc(basis.strip()), actor);
            }
            return problem;
        }));
    }

    private static Optional<Sentence> problem(UnitTree now, UnitChange change) {
        Optional<Sentence> problem = UnitChanges.problem(now, change);
        if (problem.isPresent()) {
            return problem;
        }
        try {
            UnitChanges.apply(now, change);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // The tree as a whole would break a rule that has no words of its own.
            return Optional.of(Sentence.of("i18n.organisation", "change.problem.tree", String.valueOf(e.getMessage())));
        }
    }

    /** What people did with a unit, its posts and its people, oldest first. */
    public List<AuditEntry> journal(String code) {
        return audit.history(subject(code));
    }

    /** The subject of audit entries about a unit. */
    public static String subject(String code) {
        return "unit:" + code;
    }

    private void write(UnitChange change, String basis, String actor) {
        store.add(change, basis, actor, Timestamps.toDatabase(clock.instant()));
        tree.changed();
        var facts = new LinkedHashMap<String, String>();
        facts.put("basis", basis);
        facts.put("day", change.day().toString());
        String action;
        if (change instanceof UnitChange.Open open) {
            action = "unit.opened";
            facts.put("name", open.unit().nameVi());
        } else if (change instanceof UnitChange.Alter alter) {
            action = "unit.altered";
            facts.put("name", alter.nameVi());
            facts.put("abbreviation", alter.abbreviation());
            facts.put("parent", String.valueOf(alter.parentCode()));
        } else if (change instanceof UnitChange.Close close) {
            action = "unit.closed";
            facts.put(
                    "successors",
                    close.successors().stream().map(Successor::code).collect(Collectors.joining(", ")));
        } else if (change instanceof UnitChange.Decide decide) {
            action = "unit.heir.decided";
            facts.put("successors", decide.successorCode());
        } else {
            action = "unit.alias.added";
            facts.put("alias", ((UnitChange.AddAlias) change).alias().code());
        }
        audit.append(actor, action, subject(change.code()), facts);
    }
}
