package vn.trangtien.city.alarm;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.ResourcePatternResolver;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.RuleBook;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlarmProperties.class)
class AlarmConfiguration {

    /** The rules as they count here: in an accelerated world the delays of rules about values are shorter. */
    @Bean
    RuleBook ruleBook(ResourcePatternResolver resources, AlarmProperties properties) {
        return new RuleBook(RuleFiles.read(resources).all().stream()
                .map(rule -> rule.measure() == Measure.VALUE ? rule.accelerated(properties.acceleration()) : rule)
                .toList());
    }
}
