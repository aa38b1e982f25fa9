package vn.trangtien.platform.oversight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditSearch;
import vn.trangtien.platform.audit.DatabaseLog;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.Export;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.identity.CurrentUser;

/**
 * What auditors take along: the log, its anchors, the proof of one entry. Files are written while they are read from the database,
 * so that their size does not matter; one that breaks off has no end and cannot be taken for a whole one.
 */
@Controller
class AuditDownloads {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(DatabaseAutoConfiguration.ZONE);

    private final AuditSearch search;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    AuditDownloads(AuditSearch search, AuditLog audit, TransactionOperations transactions, Clock clock) {
        this.search = search;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A form, not a link, because it leaves an entry in the log. */
    @PostMapping("/audit/export")
    void export(@RequestParam(defaultValue = "1") long from, CurrentUser user, HttpServletResponse response)
            throws IOException, SQLException {
        long first = Math.max(1, from);
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> audit.append(user.id(), "audit.exported", "audit", Map.of("from", Long.toString(first))));
        attachment(response, "application/zip", "audit-%s.zip".formatted(STAMP.format(now)));
        try (DatabaseLog log = search.open(first)) {
            Export.write(log, now, response.getOutputStream());
        }
    }

    /** All anchors, to be kept where nobody of this house can reach them. */
    @GetMapping("/audit/anchors.jsonl")
    void anchors(HttpServletResponse response) throws IOException, SQLException {
        attachment(response, "application/x-ndjson", "anchors-%s.jsonl".formatted(STAMP.format(clock.instant())));
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try (DatabaseLog log = search.open(1)) {
            PrintWriter out = response.getWriter();
            for (Iterator<Anchor> anchors = log.anchors(); anchors.hasNext(); ) {
                out.write(Export.line(anchors.next()));
                out.write('\n');
            }
            out.flush();
        }
    }

    @GetMapping("/audit/entries/{seq}/proof.json")
    void proof(@PathVariable long seq, HttpServletResponse response) throws IOException {
        String proof = search.entry(seq)
                .flatMap(search::proof)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .toJson();
        attachment(response, "application/json", "audit-%d.json".formatted(seq));
        response.getOutputStream().write(proof.getBytes(StandardCharsets.UTF_8));
    }

    private static void attachment(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }
}
