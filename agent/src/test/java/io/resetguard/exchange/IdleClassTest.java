package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleClassTest {

    @ParameterizedTest
    @CsvSource({
        "0,100",
        "100000000,100",
        "100000001,200",
        "5000000000,5000",
        "5000000001,6000",
        "3600000000000,3600000",
        "3600000000001,more",
        "9223372036853000000,more"
    })
    void a_bound_belongs_to_the_class_below_it(long idleNanos, String name) {
        assertEquals(name, IdleClass.name(IdleClass.ofNanos(idleNanos)));
    }
}
