// A receiver as the reference shows it, which tells on its output what came: node receiver.js <port> <milliseconds it takes>,
// the secret in WEBHOOK_SECRET. A line is {id, verified, type, customer, at}, `at` being when the answer went out.

const {createServer} = require('node:http');
const {Webhook} = require('standardwebhooks');

const [port, takes] = process.argv.slice(2).map(Number);
const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const tell = line => process.stdout.write(`${JSON.stringify(line)}\n`);

createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const id = request.headers['webhook-id'];
    try {
      const message = webhook.verify(Buffer.concat(parts).toString('utf8'), request.headers);
      setTimeout(() => {
        response.writeHead(204).end();
        tell({id, verified: true, type: message.type, customer: message.data.customer_id, at: Date.now()});
      }, takes);
    } catch (e) {
      response.writeHead(401).end(e.message);
      tell({id, verified: false, type: e.message, at: Date.now()});
    }
  });
}).listen(port, '127.0.0.1', function () { tell({listening: this.address().port}); });
