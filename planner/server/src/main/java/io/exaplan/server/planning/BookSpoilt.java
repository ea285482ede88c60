package io.exaplan.server.planning;

/** The book was changed and the database was not: the book has to be made again from the database. */
final class BookSpoilt extends RuntimeException {
    BookSpoilt(RuntimeException cause) {
        super("The book no longer says what the database says.\nIt is made again from the database.", cause);
    }
}
