package io.exaplan.server.web;

/**
 * Whose a request is: the attribute under which the guard at the door leaves it.
 *
 * @param tokenId id of the token
 * @param bearer what its bearer sent
 */
public record RequestOwner(long tokenId, String bearer) {

    /** Name of the request's attribute. */
    public static final String ATTRIBUTE = RequestOwner.class.getName();

    @Override
    public String toString() {
        return "RequestOwner[tokenId=%d]".formatted(tokenId);
    }
}
