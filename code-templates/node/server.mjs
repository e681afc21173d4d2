// {{ heading }}
//% if single_tenant
export const who = "{{ tenant_id }}";
//% else
export const everybody = "{{ authority }}";
//% endif
export const clients = [
  //% for client in clients
  "{{ client.id }}", // {{ client.name }}
  //% endfor
];
