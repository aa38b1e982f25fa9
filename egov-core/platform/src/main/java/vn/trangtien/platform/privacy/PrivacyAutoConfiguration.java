package vn.trangtien.platform.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditAutoConfiguration;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.privacy.keys.DataKeys;
import vn.trangtien.platform.privacy.keys.FieldCipher;
import vn.trangtien.platform.privacy.keys.MasterKeys;

/** Personal data: rules, records, and, where {@code trangtien.privacy.key-file} names a file, encrypted columns. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, AuditAutoConfiguration.class})
public class PrivacyAutoConfiguration {

    private static final String KEY_FILE = "!'${trangtien.privacy.key-file:}'.isEmpty()";

    @Bean
    PrivacyRules privacyRules(@Value("${trangtien.privacy.file:classpath:platform/privacy.yaml}") Resource file) {
        return PrivacyRules.read(file);
    }

    @Bean
    Consents consents(JdbcClient jdbc, TransactionOperations transactions, AuditLog audit, Clock clock) {
        return new Consents(jdbc, transactions, audit, clock);
    }

    @Bean
    AccessRecords accessRecords(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            PrivacyRules rules,
            Consents consents,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        return new AccessRecords(jdbc, transactions, audit, rules, consents, clock, service);
    }

    @Bean
    Erasure erasure(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            PrivacyRules rules,
            ObjectProvider<PersonalDataHolder> holders,
            Clock clock) {
        return new Erasure(jdbc, transactions, audit, rules, all(holders), clock);
    }

    @Bean
    SubjectExport subjectExport(
            TransactionOperations transactions,
            ObjectProvider<PersonalDataHolder> holders,
            AccessRecords records,
            Consents consents,
            AuditLog audit,
            Clock clock) {
        return new SubjectExport(transactions, all(holders), records, consents, audit, clock);
    }

    @Bean
    Breaches breaches(
            JdbcClient jdbc, TransactionOperations transactions, AuditLog audit, PrivacyRules rules, Clock clock) {
        return new Breaches(jdbc, transactions, audit, rules, clock);
    }

    @Bean
    @ConditionalOnExpression(KEY_FILE)
    DataKeys dataKeys(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock,
            @Value("${trangtien.privacy.key-file:}") Path file) {
        try {
            return new DataKeys(jdbc, transactions, audit, clock, MasterKeys.load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    @ConditionalOnExpression(KEY_FILE)
    FieldCipher fieldCipher(DataKeys keys) {
        return new FieldCipher(keys);
    }

    private static List<PersonalDataHolder> all(ObjectProvider<PersonalDataHolder> holders) {
        return holders.orderedStream().toList();
    }
}
