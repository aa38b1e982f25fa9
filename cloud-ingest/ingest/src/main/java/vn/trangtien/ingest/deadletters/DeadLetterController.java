package vn.trangtien.ingest.deadletters;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.wording.Bilingual;
import vn.trangtien.platform.identity.CurrentUser;

/** Dead letters over HTTP; see docs/dead-letters.md. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLetterController {

    /** One letter with what its reason means and, where Kafka has them, its bytes. */
    record Detail(
            @JsonUnwrapped DeadLetter letter,
            Remedies.Remedy remedy,
            @Nullable LetterContent content,
            @Nullable String contentTrouble,
            @Nullable Long before,
            @Nullable Long after) {}

    /** Which letters are meant. At least one of the fields must be given, or {@code all}. */
    record Selection(
            @Nullable String reason,
            @Nullable String gateway,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<Long> ids,
            @Nullable Boolean all,
            @Nullable String why) {

        LetterFilter filter() {
            LetterFilter filter = LetterFilter.of(reason, gateway, null, from, to, ids);
            if (filter.isEverything() && !Boolean.TRUE.equals(all)) {
                throw new IllegalArgumentException(Bilingual.text(
                        "hãy chọn ids, reason, gateway, from hay to, hoặc ghi rõ all: true",
                        "choose ids, reason, gateway, from or to, or say all: true"));
            }
            return filter;
        }
    }

    /** What became of a dismissal. */
    record Dismissed(int letters) {}

    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final DeadLetters letters;
    private final LetterExport export;
    private final Remedies remedies;

    DeadLetterController(DeadLetters letters, LetterExport export, Remedies remedies) {
        this.letters = letters;
        this.export = export;
        this.remedies = remedies;
    }

    @GetMapping
    DeadLetters.Page list(
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String gateway,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable List<Long> ids,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        return letters.list(LetterFilter.of(known(reason), gateway, state, from, to, ids), before, limit);
    }

    @GetMapping("/counts")
    LetterCounts counts() {
        return letters.counts();
    }

    @GetMapping("/{id}")
    Detail get(@PathVariable long id) {
        DeadLetter letter = letters.get(id);
        LetterContent content = null;
        String trouble = null;
        try {
            content = letters.content(id);
        } catch (OriginalGone gone) {
            trouble = gone.getMessage();
        }
        return new Detail(
                letter,
                remedies.of(letter.reason()),
                content,
                trouble,
                letters.before(letter).orElse(null),
                letters.after(letter).orElse(null));
    }

    @GetMapping("/{id}/payload")
    ResponseEntity<byte[]> payload(@PathVariable long id, CurrentUser user) throws OriginalGone {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("letter-" + id + ".bin"))
                .header("X-Content-Type-Options", "nosniff")
                .body(letters.payload(id, user.id()));
    }

    @GetMapping("/export")
    void export(
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String gateway,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable List<Long> ids,
            @RequestParam(defaultValue = "ndjson") String format,
            CurrentUser user,
            HttpServletResponse response)
            throws IOException, OriginalGone {
        LetterFilter filter = LetterFilter.of(known(reason), gateway, state, from, to, ids);
        boolean zip = format.equals("zip");
        if (!zip && !format.equals("ndjson")) {
            throw new IllegalArgumentException(Bilingual.text(
                    "format phải là ndjson hoặc zip, nhưng là '%s'",
                    "format must be ndjson or zip, but was '%s'", format));
        }
        letters.noteExport(filter, format, user.id());
        response.setContentType((zip ? ZIP : NDJSON).toString());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, attachment(zip ? "dead-letters.zip" : "dead-letters.ndjson"));
        if (zip) {
            export.zip(filter, response.getOutputStream());
        } else {
            export.ndjson(filter, response.getOutputStream());
        }
    }

    @PostMapping("/{id}/replay")
    DeadLetter replay(@PathVariable long id, CurrentUser user) throws OriginalGone {
        return letters.replay(id, user.id());
    }

    @PostMapping("/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayJob replayAll(@RequestBody Selection selection, CurrentUser user) {
        return letters.replayAll(selection.filter(), user.id());
    }

    @GetMapping("/replays")
    List<ReplayJob> jobs() {
        return letters.jobs();
    }

    @GetMapping("/replays/{id}")
    ReplayJob job(@PathVariable long id) {
        return letters.job(id);
    }

    @PostMapping("/replays/{id}/stop")
    ReplayJob stop(@PathVariable long id, CurrentUser user) {
        return letters.stop(id, user.id());
    }

    @PostMapping("/dismissals")
    Dismissed dismiss(@RequestBody Selection selection, CurrentUser user) {
        return new Dismissed(
                letters.dismiss(selection.filter(), selection.why() == null ? "" : selection.why(), user.id()));
    }

    /** Nothing found would look like an answer to whoever mistyped. */
    private @Nullable String known(@Nullable String reason) {
        if (reason != null && !reason.isBlank() && !remedies.isKnown(reason)) {
            throw new IllegalArgumentException(Bilingual.text(
                    "reason không có từ '%s'; xem /api/dead-letters/counts",
                    "reason has no word '%s'; see /api/dead-letters/counts", reason));
        }
        return reason;
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownLetter refused) {
        return problem(HttpStatus.NOT_FOUND, refused);
    }

    @ExceptionHandler
    ProblemDetail conflict(LetterConflict refused) {
        return problem(HttpStatus.CONFLICT, refused);
    }

    @ExceptionHandler
    ProblemDetail gone(OriginalGone refused) {
        return problem(refused.getCause() == null ? HttpStatus.GONE : HttpStatus.SERVICE_UNAVAILABLE, refused);
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, refused);
    }

    private static ProblemDetail problem(HttpStatus status, Exception refused) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(refused.getMessage()));
    }
}
