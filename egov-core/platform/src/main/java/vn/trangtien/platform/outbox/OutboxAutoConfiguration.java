package vn.trangtien.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;

/** The outbox of this service and its relay, which works as soon as there is an {@link OutboxSender}. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, KafkaRelayAutoConfiguration.class})
public class OutboxAutoConfiguration {

    @Bean
    RelayLoop outboxRelayLoop(
            @Value("${spring.application.name}") String service,
            @Value("${trangtien.outbox.interval:1s}") Duration interval,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Clock clock,
            ObjectProvider<OutboxSender> sender) {
        var loop = new RelayLoop(service, interval);
        sender.ifAvailable(receiver -> loop.relayWith(new OutboxRelay(jdbc, transactions, clock, service, receiver)));
        return loop;
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            Clock clock,
            JsonMapper json,
            RelayLoop loop,
            @Value("${spring.application.name}") String service) {
        return new Outbox(jdbc, clock, json, service, loop);
    }
}
