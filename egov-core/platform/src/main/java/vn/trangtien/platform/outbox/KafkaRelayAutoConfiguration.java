package vn.trangtien.platform.outbox;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Kafka as receiver of the outbox, for services that have Kafka; {@code trangtien.outbox.kafka=false} leaves it out. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass({KafkaProducer.class, KafkaProperties.class})
@ConditionalOnProperty(name = "trangtien.outbox.kafka", matchIfMissing = true)
public class KafkaRelayAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(OutboxSender.class)
    OutboxSender kafkaOutboxSender(KafkaProperties kafka) {
        return new KafkaSender(kafka.buildProducerProperties());
    }
}
