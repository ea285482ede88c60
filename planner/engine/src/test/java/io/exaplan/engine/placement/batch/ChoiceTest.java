package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChoiceTest {

    @Property(tries = 200)
    void drawsWhatIsAmongThemAndNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        Choice choice = new Choice(10);
        Set<Integer> expected = new TreeSet<>();

        for (int change = 0; change < 50; change++) {
            int number = random.nextInt(10);
            boolean present = random.nextBoolean();
            choice.set(number, present);
            if (present) {
                expected.add(number);
            } else {
                expected.remove(number);
            }

            assertThat(choice.isEmpty()).isEqualTo(expected.isEmpty());
            if (!expected.isEmpty()) {
                assertThat(expected).contains(choice.draw(random));
            }
        }
    }
}
