package vn.trangtien.platform.oversight;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditSearch;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryHash;
import vn.trangtien.platform.audit.proof.EntryProof;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.text.VietnameseText;

/** The audit log for those who watch over it: search, one entry with its proof, the check of the whole. */
@Controller
class AuditPages {

    /** One line of the list. */
    record Row(long seq, String at, String service, String actor, String action, String subject) {}

    /** One entry as the page shows it. */
    record EntryView(AuditEntry entry, String at, Map<String, String> facts, boolean whole) {}

    /** The anchor over an entry. */
    record AnchorView(long number, long fromSeq, long toSeq, String stampedAt, String root, int steps) {}

    /** How the last check stands. */
    record RunView(
            String state,
            String by,
            String startedAt,
            long done,
            long entries,
            int percent,
            long anchors,
            String stampedAt,
            long anchoredTo,
            boolean trusted,
            List<String> findings) {}

    private static final int MOST_FINDINGS = 20;

    private final AuditSearch search;
    private final VerificationRuns runs;

    AuditPages(AuditSearch search, VerificationRuns runs) {
        this.search = search;
        this.runs = runs;
    }

    @GetMapping("/audit")
    String list(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") long before,
            Locale locale,
            Model model) {
        var filter = new AuditSearch.Filter(
                VietnameseText.nfc(actor),
                VietnameseText.nfc(action),
                VietnameseText.nfc(subject),
                Moments.beginning(from),
                Moments.end(to));
        List<AuditEntry> found = search.find(filter, before > 0 ? before : Long.MAX_VALUE);
        List<AuditEntry> page = found.subList(0, Math.min(found.size(), AuditSearch.PAGE));
        model.addAttribute("rows", page.stream().map(AuditPages::row).toList());
        model.addAttribute(
                "older", found.size() > page.size() ? page.get(page.size() - 1).seq() : 0);
        model.addAttribute("newest", before <= 0);
        model.addAttribute("actor", actor);
        model.addAttribute("action", action);
        model.addAttribute("subject", subject);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        status(model, locale);
        return "platform/audit";
    }

    @GetMapping("/audit/entries/{seq}")
    String entry(@PathVariable long seq, Model model) {
        AuditEntry entry = search.entry(seq).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<EntryProof> proof = search.proof(entry);
        model.addAttribute(
                "view",
                new EntryView(
                        entry,
                        Moments.shown(entry.at()),
                        facts(entry),
                        new EntryHash().of(entry).equals(entry.hash())));
        model.addAttribute("anchor", proof.map(AuditPages::anchor).orElse(null));
        model.addAttribute("covered", search.anchorOf(seq).isPresent());
        return "platform/audit-entry";
    }

    @PostMapping("/audit/verification")
    String verify(CurrentUser user) {
        runs.start(user.id());
        return "redirect:/audit#verification";
    }

    /** The card alone; it asks for itself again while a check runs. */
    @GetMapping("/audit/verification")
    String verification(Locale locale, Model model) {
        status(model, locale);
        return "platform/audit :: verification";
    }

    private void status(Model model, Locale locale) {
        model.addAttribute("run", runs.last().map(run -> view(run, locale)).orElse(null));
        Optional<Anchor> newest = search.newestAnchors(1).stream().findFirst();
        model.addAttribute("newestAnchor", newest.map(AuditPages::anchor).orElse(null));
    }

    private RunView view(VerificationRuns.Run run, Locale locale) {
        Optional<AuditVerdict.Checked> checked = run.verdict().map(AuditVerdict::checked);
        long done = checked.map(AuditVerdict.Checked::entries).orElseGet(runs::done);
        return new RunView(
                state(run),
                run.by(),
                Moments.shown(run.startedAt()),
                done,
                run.entries(),
                (int) Math.min(100, run.entries() == 0 ? 100 : 100 * done / run.entries()),
                checked.map(AuditVerdict.Checked::anchors).orElse(0L),
                checked.flatMap(AuditVerdict.Checked::stampedAt)
                        .map(Moments::shown)
                        .orElse(""),
                checked.map(AuditVerdict.Checked::anchoredTo).orElse(0L),
                checked.map(AuditVerdict.Checked::authorityTrusted).orElse(false),
                run.verdict().map(verdict -> findings(verdict, locale)).orElse(List.of()));
    }

    private static String state(VerificationRuns.Run run) {
        if (run.isRunning()) {
            return "running";
        }
        return run.verdict()
                .map(verdict -> verdict instanceof AuditVerdict.Intact ? "intact" : "broken")
                .orElse("failed");
    }

    private static List<String> findings(AuditVerdict verdict, Locale locale) {
        return verdict instanceof AuditVerdict.Broken broken
                ? broken.findings().stream()
                        .limit(MOST_FINDINGS)
                        .map(finding -> finding.explain(locale))
                        .toList()
                : List.of();
    }

    private static Row row(AuditEntry entry) {
        return new Row(
                entry.seq(),
                Moments.shown(entry.at()),
                entry.service(),
                entry.actor(),
                entry.action(),
                entry.subject());
    }

    private static AnchorView anchor(EntryProof proof) {
        Anchor anchor = proof.anchor();
        return new AnchorView(
                anchor.number(),
                anchor.fromSeq(),
                anchor.toSeq(),
                Moments.shown(anchor.stampedAt()),
                anchor.root(),
                proof.inclusion().path().size());
    }

    private static AnchorView anchor(Anchor anchor) {
        return new AnchorView(
                anchor.number(), anchor.fromSeq(), anchor.toSeq(), Moments.shown(anchor.stampedAt()), anchor.root(), 0);
    }

    /** Facts as written; of a row that somebody tampered with, the text. */
    private static Map<String, String> facts(AuditEntry entry) {
        try {
            return new TreeMap<>(AuditLog.facts(entry));
        } catch (JacksonException noJson) {
            return Map.of("?", entry.detail());
        }
    }
}
