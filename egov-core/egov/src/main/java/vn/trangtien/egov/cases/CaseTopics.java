package vn.trangtien.egov.cases;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import vn.trangtien.platform.cases.CaseApi;

/** The topic on which cases are announced; made at the start if it is missing. */
@Configuration(proxyBeanMethods = false)
class CaseTopics {

    private static final int PARTITIONS = 3;

    @Bean
    NewTopic caseTopic() {
        return TopicBuilder.name(CaseApi.TOPIC).partitions(PARTITIONS).build();
    }
}
