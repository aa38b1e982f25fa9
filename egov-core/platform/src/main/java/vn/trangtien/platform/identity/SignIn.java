package vn.trangtien.platform.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;

/** One attempt to sign in. */
final class SignIn {

    /** What came of it. */
    sealed interface Outcome {

        record Welcome(String sessionToken) implements Outcome {}

        /** Account and code did not fit; which of them, nobody is told. */
        record Refused() implements Outcome {}

        /** Too many failures; even the right code is not looked at. */
        record TooMany() implements Outcome {}
    }

    private final Accounts accounts;
    private final SignInCodes codes;
    private final Sessions sessions;
    private final Attempts attempts;
    private final AuditLog audit;
    private final TransactionOperations transactions;

    SignIn(
            Accounts accounts,
            SignInCodes codes,
            Sessions sessions,
            Attempts attempts,
            AuditLog audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.codes = codes;
        this.sessions = sessions;
        this.attempts = attempts;
        this.audit = audit;
        this.transactions = transactions;
    }

    Outcome attempt(String account, String code, String address) {
        if (!attempts.allowed(account, address)) {
            return new Outcome.TooMany();
        }
        Optional<String> token = Objects.requireNonNull(transactions.execute(status -> redeem(account, code, address)));
        if (token.isPresent()) {
            return new Outcome.Welcome(token.get());
        }
        attempts.failed(account, address);
        return new Outcome.Refused();
    }

    private Optional<String> redeem(String account, String code, String address) {
        if (accounts.find(account).isEmpty() || !codes.redeem(account, code)) {
            return Optional.empty();
        }
        attempts.succeeded(account);
        String token = sessions.open(account);
        audit.append(account, "signed-in", "account:" + account, Map.of("address", address));
        return Optional.of(token);
    }
}
