package io.guichet.order;

import java.util.Optional;

/** How the values of a column are written. */
interface CellForm {

    /** Any text, as it is. */
    CellForm TEXT = new CellForm() {

        @Override
        public Optional<String> read(String cell) {
            return Optional.of(cell);
        }

        @Override
        public String expected(Complaints complaints) {
            return complaints.text("cell.value");
        }
    };

    /** As the order message wants it; empty where the cell has another form. */
    Optional<String> read(String cell);

    /** In words. */
    String expected(Complaints complaints);
}
