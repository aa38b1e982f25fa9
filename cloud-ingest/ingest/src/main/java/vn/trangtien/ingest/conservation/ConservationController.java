package vn.trangtien.ingest.conservation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.processing.SenderAccounts;
import vn.trangtien.ingest.processing.SenderAccounts.Jurisdiction;
import vn.trangtien.ingest.registry.GatewayId;

/** The account over HTTP, drawn up at each request. */
@RestController
class ConservationController {

    private final Auditor auditor;
    private final SenderAccounts senders;

    ConservationController(Auditor auditor, SenderAccounts senders) {
        this.auditor = auditor;
        this.senders = senders;
    }

    @GetMapping("/api/conservation")
    Conservation conservation() throws Auditor.Unaudited {
        return auditor.audit();
    }

    /** The account of each jurisdiction, by its name. */
    @GetMapping("/api/conservation/jurisdictions")
    List<Jurisdiction> jurisdictions() {
        return senders.jurisdictions();
    }

    /**
     * The account of each gateway, by jurisdiction and name; the next part with {@code after}, the last key of this one.
     *
     * @param account of one jurisdiction alone
     * @param unbalanced only gateways whose account does not add up
     * @param after {@code account/gateway}
     */
    @GetMapping("/api/conservation/gateways")
    List<GatewayAccount> gateways(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(defaultValue = "false") boolean unbalanced,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return senders.list(account, unbalanced, after == null ? null : gateway(after), limit).stream()
                .map(GatewayAccount::of)
                .toList();
    }

    /** The same for one gateway. */
    @GetMapping("/api/conservation/gateways/{account}/{gateway}")
    GatewayAccount gateway(@PathVariable String account, @PathVariable String gateway) {
        return GatewayId.of(account, gateway)
                .flatMap(senders::find)
                .map(GatewayAccount::of)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "no message of gateway '%s/%s' was booked".formatted(account, gateway)));
    }

    private static GatewayId gateway(String key) {
        int slash = Math.max(0, key.indexOf('/'));
        return GatewayId.of(key.substring(0, slash), key.substring(Math.min(key.length(), slash + 1)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "after must be account/gateway as in the last answer, but was '%s'".formatted(key)));
    }

    @ExceptionHandler
    ProblemDetail refused(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unaudited(Auditor.Unaudited refused) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Kafka or the database does not answer; try again in a moment");
    }
}
