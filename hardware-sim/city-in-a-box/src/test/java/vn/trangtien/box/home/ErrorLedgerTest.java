package vn.trangtien.box.home;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorLedgerTest {

    private final LoggerContext context = new LoggerContext();
    private final ErrorLedger ledger = new ErrorLedger();

    @BeforeEach
    void empty() {
        ErrorLedger.clear();
        ledger.setContext(context);
        ledger.start();
    }

    @Test
    void errorsCountAndWarningsDoNot() {
        log("vn.trangtien.ingest", Level.WARN, "hm", null);
        log("vn.trangtien.ingest", Level.ERROR, "broken", new IllegalStateException("why"));
        ErrorLedger.add("operator: cannot work");

        ErrorLedger.Errors errors = ErrorLedger.errors();
        assertThat(errors.count()).isEqualTo(2);
        assertThat(errors.first())
                .containsExactly(
                        "vn.trangtien.ingest: broken (java.lang.IllegalStateException: why)", "operator: cannot work");
    }

    @Test
    void onlyWhatKafkaMendsItselfIsLeftOut() {
        String controller = "org.apache.kafka.controller.ReplicationControlManager";
        log(controller, Level.ERROR, "processExpiredBrokerHeartbeat: controller event queue overloaded.", null);
        log(
                "kafka.server.ControllerApis",
                Level.ERROR,
                "Unexpected error",
                new RuntimeException("NotControllerException: node 1"));
        assertThat(ErrorLedger.errors().count()).isZero();

        log(controller, Level.ERROR, "the log is corrupt", null);
        log("kafka.server.ControllerApis", Level.ERROR, "Unexpected error", new RuntimeException("disk"));
        assertThat(ErrorLedger.errors().count()).isEqualTo(2);
    }

    @Test
    void theFirstFiftyAreKept() {
        for (int i = 0; i < 60; i++) {
            ErrorLedger.add("error " + i);
        }
        assertThat(ErrorLedger.errors().count()).isEqualTo(60);
        assertThat(ErrorLedger.errors().first()).hasSize(50).first().isEqualTo("error 0");
    }

    private void log(String logger, Level level, String message, Throwable thrown) {
        Logger source = context.getLogger(logger);
        ledger.doAppend(new LoggingEvent(ErrorLedgerTest.class.getName(), source, level, message, thrown, null));
    }
}
