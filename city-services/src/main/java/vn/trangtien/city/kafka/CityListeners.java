package vn.trangtien.city.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** The two ways of listening. Both deliver batches of raw JSON, and neither commits before the work is done. */
@Configuration(proxyBeanMethods = false)
public class CityListeners {

    /** From the first record on, one group for all instances; a batch that fails is tried again for ever. */
    public static final String DURABLE = "durableListeners";

    /** From now on, a group for each instance; what fails is passed over, for it is only for looking at. */
    public static final String LIVE = "liveListeners";

    private static final long RETRY_MILLIS = 1_000;

    @Bean(DURABLE)
    ConcurrentKafkaListenerContainerFactory<String, byte[]> durableListeners(KafkaProperties kafka) {
        return factory(kafka, "earliest", new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    @Bean(LIVE)
    ConcurrentKafkaListenerContainerFactory<String, byte[]> liveListeners(KafkaProperties kafka) {
        return factory(kafka, "latest", new FixedBackOff(0, 0));
    }

    private static ConcurrentKafkaListenerContainerFactory<String, byte[]> factory(
            KafkaProperties kafka, String start, FixedBackOff retries) {
        Map<String, Object> properties = kafka.buildConsumerProperties();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, start);
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(properties));
        factory.setAutoStartup(kafka.getListener().isAutoStartup());
        factory.setBatchListener(true);
        factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.BATCH);
        factory.getContainerProperties().setMissingTopicsFatal(false);
        factory.setCommonErrorHandler(new DefaultErrorHandler(retries));
        return factory;
    }
}
