package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InheritedFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "sun/net/www/http/HttpClient, sun/net/NetworkClient, serverSocket, Ljava/net/Socket;, true",
        "sun/net/www/protocol/https/HttpsClient, sun/net/NetworkClient, serverSocket, Ljava/net/Socket;, true",
        "sun/net/www/http/HttpClient, sun/net/NetworkClient, socketOfTheServer, Ljava/net/Socket;, false",
        "sun/net/www/http/HttpClient, sun/net/NetworkClient, serverSocket, Ljava/lang/Object;, false",
        "sun/net/www/http/HttpClient, sun/net/TransferProtocolClient, serverSocket, Ljava/net/Socket;, false",
        "sun/net/www/http/NoSuchClient, sun/net/NetworkClient, serverSocket, Ljava/net/Socket;, false",
        "java/util/ArrayList, java/util/AbstractList, modCount, I, true",
        "java/util/HashMap, java/util/AbstractMap, keySet, Ljava/util/Set;, true",
        "java/lang/Thread$State, java/lang/Enum, name, Ljava/lang/String;, false", // private
    })
    void are_there_if_an_ancestor_declares_them_so(
            String hooked, String owner, String name, String descriptor, boolean there) {
        Hook hook = Hook.in("Probe", hooked, "method", 0)
                .calls("probe", "nothing", Argument.self(), Argument.inherited(owner, name, descriptor));
        assertEquals(there, InheritedFields.areThere(hook));
    }
}
