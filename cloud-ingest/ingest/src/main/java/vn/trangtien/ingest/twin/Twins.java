package vn.trangtien.ingest.twin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.remote.Answer;
import vn.trangtien.ingest.remote.RemoteManagement;
import vn.trangtien.platform.audit.AuditLog;

/** The twins of all gateways; every change is audited in its own transaction. Thread-safe. */
@Service
public class Twins {

    /** What the actor of a rollout begins with; its number follows. */
    public static final String ROLLOUT = "rollout:";

    private static final int MAX_COMMENT = 500;

    private final TwinStore store;
    private final RemoteManagement remote;
    private final ConfigurationRequests requests;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    Twins(
            TwinStore store,
            RemoteManagement remote,
            ConfigurationRequests requests,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.store = store;
        this.remote = remote;
        this.requests = requests;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @throws vn.trangtien.ingest.registry.UnknownGateway if nobody registered it */
    public Twin get(GatewayId gateway) {
        return store.twin(gateway);
    }

    /** Newest first. */
    public List<Twin.Headline> versions(GatewayId gateway) {
        return store.versions(gateway);
    }

    public Optional<Twin.Desired> version(GatewayId gateway, long version) {
        return store.version(gateway, version);
    }

    /**
     * Wants another configuration.
     *
     * @param expected the desired version that this one replaces; 0 if there must be none
     * @param push whether to send it at once
     * @throws TwinConflict if another version is desired than was expected
     * @throws IllegalArgumentException if the text cannot be a configuration
     */
    public Twin want(
            GatewayId gateway, String yaml, String comment, OptionalLong expected, boolean push, String actor) {
        String text = ConfigurationText.checked(yaml);
        if (comment.length() > MAX_COMMENT || comment.chars().anyMatch(c -> c == 0)) {
            throw new IllegalArgumentException(
                    "comment must have at most %d characters, but has %d".formatted(MAX_COMMENT, comment.length()));
        }
        transaction.executeWithoutResult(status -> {
            long now = store.lock(gateway);
            if (expected.isPresent() && expected.getAsLong() != now) {
                throw new TwinConflict(
                        "version %d was to be replaced, but version %d is desired by now; look at it first"
                                .formatted(expected.getAsLong(), now));
            }
            String sha256 = ConfigurationText.sha256(text);
            store.add(gateway, now + 1, sha256, text, actor, comment);
            if (push) {
                store.startPush(gateway, false, actor);
            }
            audit.append(
                    actor,
                    "twin.desired",
                    "gateway:" + gateway.key(),
                    Map.of(
                            "version",
                            Long.toString(now + 1),
                            "sha256",
                            sha256,
                            "comment",
                            comment,
                            "push",
                            Boolean.toString(push)));
        });
        return store.twin(gateway);
    }

    /**
     * Sends what is desired, as soon as the gateway is there.
     *
     * @param force whether to overwrite what was changed on site
     */
    public Twin push(GatewayId gateway, boolean force, String actor) {
        transaction.executeWithoutResult(status -> {
            store.lock(gateway);
            if (!store.startPush(gateway, force, actor)) {
                throw new TwinConflict(
                        "nothing is desired of gateway '%s' yet; set a configuration first".formatted(gateway.key()));
            }
            audit.append(actor, "twin.pushed", "gateway:" + gateway.key(), Map.of("force", Boolean.toString(force)));
        });
        return store.twin(gateway);
    }

    /** Gives up a push of that actor that was not sent yet; what is desired stays. */
    public void withdraw(GatewayId gateway, String actor) {
        store.withdraw(gateway, actor);
    }

    /** Takes over what the gateway runs. The future fails with {@link GatewayAway} if the gateway does not tell. */
    public CompletableFuture<Twin> adopt(GatewayId gateway, String actor) {
        return remote.ask(gateway, requests.read(), actor).thenApplyAsync(answer -> adopted(gateway, answer, actor));
    }

    private Twin adopted(GatewayId gateway, Answer answer, String actor) {
        String yaml = requests.text(answer)
                .orElseThrow(() -> new GatewayAway("gateway '%s' did not tell its configuration: %s"
                        .formatted(
                                gateway.key(),
                                answer.message().isEmpty() ? "the reply holds none" : answer.message())));
        Twin before = store.twin(gateway);
        Twin.Desired desired = before.desired();
        if (desired != null && desired.yaml().equals(yaml)) {
            return before;
        }
        return want(gateway, yaml, "taken over from the gateway", OptionalLong.empty(), true, actor);
    }
}
