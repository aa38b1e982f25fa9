package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private final Broker first = new FakeBroker();
    private final Broker second = new FakeBroker();
    private final Credentials credentials = new Credentials(first);

    /** Otherwise the gateway would take the second certificate for its own because the first one works. */
    @Test
    void aCertificateThatWasReplacedIsNotProvenByTheOneInItsPlace() {
        CompletableFuture<LinkFault> given = credentials.renew(second);
        CompletableFuture<LinkFault> back = credentials.renew(first);

        credentials.proven(first);

        assertThat(given).isCompletedWithValue(LinkFault.NO_ANSWER);
        assertThat(back).isCompletedWithValue(LinkFault.NONE);
        assertThat(credentials.current()).isSameAs(first);
    }
}
