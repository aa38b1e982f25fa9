package vn.trangtien.sim.fleet;

import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One broker for the tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwinStandBase {

    TwinStand stand;

    static {
        Awaitility.setDefaultPollInterval(10, TimeUnit.MILLISECONDS);
        Awaitility.setDefaultPollDelay(0, TimeUnit.MILLISECONDS);
        Awaitility.setDefaultTimeout(30, TimeUnit.SECONDS);
    }

    @BeforeAll
    void start() throws Exception {
        stand = new TwinStand();
    }

    @AfterEach
    void closeTwins() throws Exception {
        stand.closeTwins();
    }

    @AfterAll
    void stop() throws Exception {
        stand.close();
    }
}
