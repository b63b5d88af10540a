"""A JupyterHub for two users who need no password, each in a folder of their own below HUB_FOLDER. It runs as whoever starts it."""
import os

c = get_config()  # noqa: F821 - JupyterHub supplies it
folder = os.environ['HUB_FOLDER']
ports = iter(os.environ['HUB_PORTS'].split())

c.JupyterHub.bind_url = f'http://127.0.0.1:{next(ports)}'
c.JupyterHub.hub_port = int(next(ports))
c.ConfigurableHTTPProxy.api_url = f'http://127.0.0.1:{next(ports)}'
c.ConfigurableHTTPProxy.pid_file = f'{folder}/proxy.pid'
c.JupyterHub.db_url = f'sqlite:///{folder}/hub.sqlite'
c.JupyterHub.cookie_secret_file = f'{folder}/cookie_secret'
c.JupyterHub.authenticator_class = 'dummy'
c.JupyterHub.spawner_class = 'simple'
c.SimpleLocalProcessSpawner.home_dir_template = folder + '/{username}'
c.Spawner.cmd = ['/usr/bin/python3', '-m', 'jupyterhub.singleuser', '--allow-root']
c.Spawner.env_keep = ['PATH', 'JUPYTER_PATH', 'JUPYTER_CONFIG_PATH', 'PYTHONDONTWRITEBYTECODE', 'DOWNHILL_TYPES']
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.JupyterHub.services = [{'name': 'test', 'api_token': os.environ['HUB_TOKEN']}]
c.JupyterHub.load_roles = [{'name': 'test', 'scopes': ['admin:users', 'admin:servers', 'access:servers'], 'services': ['test']}]
