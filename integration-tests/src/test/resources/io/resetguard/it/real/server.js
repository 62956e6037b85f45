// A proxy with Node's own HTTP server. Arguments: port, backend's port. A line on standard input replaces the server
// gracefully; the end of standard input ends the process.
'use strict';
const http = require('http');
const [port, backend] = process.argv.slice(2).map(Number);

function pass(request, response) {
  console.log(request.method + ' ' + request.url);
  if (Number(request.headers['content-length'] || 0) > 1024) {
    response.writeHead(413, { Connection: 'close' });
    response.end(() => request.socket.destroy());
    return;
  }
  const options = { host: '127.0.0.1', port: backend, path: request.url, method: request.method, agent: false };
  const upstream = http.request(options, (answer) => {
    response.writeHead(answer.statusCode, {
      'Content-Length': answer.headers['content-length'],
      Connection: 'keep-alive',
    });
    answer.on('aborted', () => response.destroy());
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
}

function start() {
  const server = http.createServer({ keepAliveTimeout: 1000, keepAliveTimeoutBuffer: 0 }, pass);
  server.listen(port, '127.0.0.1');
  return server;
}

let server = start();
process.stdin.on('data', () => {
  const old = server;
  old.close();
  old.closeIdleConnections();
  server = start();
});
process.stdin.on('end', () => process.exit(0));
