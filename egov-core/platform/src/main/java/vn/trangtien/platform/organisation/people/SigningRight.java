package vn.trangtien.platform.organisation.people;

import java.util.List;
import java.util.Set;
import vn.trangtien.platform.text.Sentence;

/**
 * That a person may sign for a unit on a day.
 *
 * @param appointment the post in which the person signs
 * @param capacities words before the signature in their order; empty for a head who signs in the own name
 * @param lines what stands above the signature, in Vietnamese capitals, from top to bottom
 * @param forCollective whether the document is one of the body and not of its head
 * @param scope what it is limited to, in words; empty for everything
 * @param documentTypes the types of documents; empty for all
 * @param reasons why
 */
public record SigningRight(
        Appointment appointment,
        List<SigningCapacity> capacities,
        List<String> lines,
        boolean forCollective,
        String scope,
        Set<String> documentTypes,
        List<Sentence> reasons) {

    public SigningRight {
        capacities = List.copyOf(capacities);
        lines = List.copyOf(lines);
        documentTypes = Set.copyOf(documentTypes);
        reasons = List.copyOf(reasons);
    }
}
