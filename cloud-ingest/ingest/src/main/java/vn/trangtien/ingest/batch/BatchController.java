package vn.trangtien.ingest.batch;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.enrolment.Door;
import vn.trangtien.ingest.enrolment.Invitation;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.identity.CurrentUser;

/** Batches over HTTP. Whatever holds codes is an answer to POST, because it is shown this once. */
@RestController
@RequestMapping("/api/batches")
class BatchController {

    private static final int MAX_BYTES = 512 * 1024;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    record Checked(int gateways) {}

    record Member(String gateway, String name, String state) {}

    record Contents(long id, String name, String account, Instant createdAt, String createdBy, List<Member> gateways) {}

    record Issued(long id, String name, String account, List<Invitation> gateways) {}

    private final Batches batches;
    private final Registry registry;
    private final Door door;
    private final JsonMapper json;

    BatchController(Batches batches, Registry registry, Door door, JsonMapper json) {
        this.batches = batches;
        this.registry = registry;
        this.door = door;
        this.json = json;
    }

    /** Takes a table as the body, {@code text/csv}, at most 500 gateways; registers all of them or none. */
    @PostMapping
    ResponseEntity<String> register(
            @RequestParam(defaultValue = "hue") String account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "json") String format,
            HttpServletRequest http,
            CurrentUser user)
            throws IOException {
        String csv = body(http);
        if (dryRun) {
            return json(HttpStatus.OK, new Checked(batches.check(account, csv)));
        }
        return answer(HttpStatus.CREATED, batches.register(account, name, csv, user.id()), format);
    }

    @GetMapping
    List<Batches.Batch> all() {
        return batches.all();
    }

    @GetMapping("/{id}")
    Contents one(@PathVariable long id) {
        Batches.Batch batch = find(id);
        return new Contents(
                batch.id(),
                batch.name(),
                batch.account(),
                batch.createdAt(),
                batch.createdBy(),
                registry.ofBatch(id).stream()
                        .map(gateway -> new Member(
                                gateway.id().gateway(),
                                gateway.name(),
                                gateway.enrolment().name()))
                        .toList());
    }

    /** New codes for those gateways of the batch that no device has become yet. */
    @PostMapping("/{id}/codes")
    ResponseEntity<String> newCodes(
            @PathVariable long id, @RequestParam(defaultValue = "json") String format, CurrentUser user) {
        return answer(HttpStatus.CREATED, batches.newCodes(find(id), user.id()), format);
    }

    @ExceptionHandler
    ProblemDetail badLines(BadLines refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
        problem.setProperty("problems", refused.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }

    private ResponseEntity<String> answer(HttpStatus status, Batches.Issued issued, String format) {
        List<Invitation> invitations = issued.invited().stream()
                .map(one -> Invitation.of(door, one.gateway().id(), one.code()))
                .toList();
        if (format.equals("csv")) {
            return ResponseEntity.status(status)
                    .contentType(CSV)
                    .header("Cache-Control", "no-store")
                    .header("Location", "/api/batches/" + issued.batch().id())
                    .body(csv(invitations));
        }
        return json(
                status,
                new Issued(
                        issued.batch().id(),
                        issued.batch().name(),
                        issued.batch().account(),
                        invitations));
    }

    private ResponseEntity<String> json(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(json.writeValueAsString(body));
    }

    private static String csv(List<Invitation> invitations) {
        var text = new StringBuilder("id,code,expiresAt,label\n");
        invitations.forEach(
                one -> text.append("%s,%s,%s,%s%n".formatted(one.gateway(), one.code(), one.expiresAt(), one.label())));
        return text.toString();
    }

    private static String body(HttpServletRequest http) throws IOException {
        byte[] bytes = http.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the table must be at most %d bytes, but is longer; split it".formatted(MAX_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Batches.Batch find(long id) {
        return batches.find(id)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "id: there is no batch with number " + id));
    }
}
