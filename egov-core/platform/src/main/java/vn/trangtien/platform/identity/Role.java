package vn.trangtien.platform.identity;

/**
 * What somebody may be to the city. Each service says for itself which role may reach what; none includes another. What a role
 * may do at which unit stands in {@code platform/roles.yaml}.
 */
public enum Role {
    /** Connects and mends gateways and devices. */
    TECHNICIAN,
    /** Watches the city on the operations screen and handles alarms. */
    OPERATOR,
    /** Works on cases for a unit of the organisation tree. */
    OFFICIAL,
    /** Văn thư: registers, numbers and issues documents, and keeps the agency's seal (Decree 30/2020, article 6.3). */
    CLERK,
    /** Lãnh đạo: the authorised person, who signs (Decree 30/2020, article 13). */
    LEADER,
    /** Chuyên viên: drafts documents and keeps case files (Decree 30/2020, article 6.2). */
    SPECIALIST,
    /** Lưu trữ: takes case files into the archive (Law on Archives 33/2024). */
    ARCHIVIST,
    /** Somebody from outside the administration, who sees what is his own. */
    CITIZEN,
    /** Administers the services. */
    ADMIN,
    /** Another service of the city, by the service token; never given to an account. */
    SERVICE
}
